"""What was uploaded and never sent goes after a day, and nothing else does."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from messenger.actions import uploads
from messenger.actions.uploads import LASTS, SWEPT_AFTER, Uploads
from messenger.blobs.contract import BlobsUnavailable
from messenger.blobs.objects import ObjectBlobs
from messenger.model.refused import Refused, Unavailable
from tests.world import KEY, World, rid

DAY = SWEPT_AFTER.total_seconds() + 60


@dataclass
class Later:
    """A clock that can be put forward."""

    world: World
    seconds: float = 0.0
    uploads: Uploads = field(init=False)

    def __post_init__(self) -> None:
        self.uploads = Uploads(
            journal=self.world.journal, blobs=self.world.blobs, key=KEY, clock=lambda: time.time() + self.seconds
        )


async def has(blobs: ObjectBlobs) -> bool:
    """Whether any content is kept."""
    return await blobs.untouched_since(datetime.max.replace(tzinfo=UTC)) != []


async def test_what_was_never_sent_is_swept_after_a_day(world: World):
    await world.upload(world.alice, 'a.txt', b'never sent')
    later = Later(world)
    await later.uploads.sweep()
    assert await has(world.blobs)
    later.seconds = DAY
    await later.uploads.sweep()
    assert not await has(world.blobs)


async def test_what_a_message_has_is_never_swept(world: World):
    await world.send(world.alice, '', await world.upload(world.alice, 'a.txt', b'sent'))
    await Later(world, DAY).uploads.sweep()
    assert await has(world.blobs)


async def test_what_a_deleted_group_had_is_swept(world: World):
    await world.send(
        world.alice, '', await world.upload(world.alice, 'a.txt', b'sent', world.design), group=world.design
    )
    await world.actions.groups.delete_group(world.alice.id, world.design.id, rid())
    await Later(world, DAY).uploads.sweep()
    assert not await has(world.blobs)


async def test_what_waited_too_long_is_refused_with_its_name(world: World):
    upload_id = await world.upload(world.alice, 'notes.txt', b'late')
    later = Later(world, LASTS.total_seconds() + 60)
    with pytest.raises(Refused, match=r'notes.txt waited too long .* Attach it again'):
        await later.uploads.redeem(world.alice.id, world.watercooler.id, [upload_id])


async def test_what_is_gone_from_the_disk_is_refused(world: World):
    upload_id = await world.upload(world.alice, 'notes.txt', b'gone')
    await world.blobs.remove(await world.blobs.untouched_since(datetime.max.replace(tzinfo=UTC)))
    with pytest.raises(Refused, match='Attach it again'):
        await world.send(world.alice, '', upload_id)


class Gone(ObjectBlobs):
    """A store of contents that cannot be reached now."""

    async def has(self, sha256):
        raise BlobsUnavailable

    async def remove(self, hashes):
        raise BlobsUnavailable


async def test_while_contents_cannot_be_reached_a_file_is_not_sent_and_said_so(world: World):
    upload_id = await world.upload(world.alice, 'a.txt', b'here')
    world.blobs.__class__ = Gone
    with pytest.raises(Unavailable):
        await world.send(world.alice, '', upload_id)
    world.blobs.__class__ = ObjectBlobs
    assert await world.send(world.alice, '', upload_id)


async def test_what_cannot_be_removed_now_is_left_to_the_sweep(world: World, caplog: pytest.LogCaptureFixture):
    sent = await world.send(world.alice, '', await world.upload(world.alice, 'a.txt', b'sent'))
    world.blobs.__class__ = Gone
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, sent.ordinal, rid())
    world.blobs.__class__ = ObjectBlobs
    assert 'were not removed' in caplog.text
    assert await has(world.blobs)
    await Later(world, DAY).uploads.sweep()
    assert not await has(world.blobs)


async def test_a_file_waits_for_its_message_for_a_day_and_no_longer(world: World):
    await world.upload(world.alice, 'a.txt', b'never sent')
    later = Later(world)
    later.uploads._awaited = world.actions.attachments._uploads._awaited
    await later.uploads.sweep()
    assert len(later.uploads._awaited) == 1
    later.seconds = DAY
    await later.uploads.sweep()
    assert later.uploads._awaited == {}


async def test_a_defect_in_one_sweep_does_not_end_the_later_ones(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch
):
    monkeypatch.setattr(uploads, 'SWEEP_SECONDS', 0.001)
    swept, blobs = asyncio.Event(), ObjectBlobs.in_memory()

    class Defective(Uploads):
        times = 0

        async def sweep(self):
            self.times += 1
            if self.times == 1:
                raise ZeroDivisionError
            swept.set()

    sweeping = Defective(journal=world.journal, blobs=blobs, key=KEY)
    sweeping.start()
    async with asyncio.timeout(5):
        await swept.wait()
    await sweeping.stop()
    assert 'were not swept' in caplog.text


async def test_stopping_what_was_not_started_is_no_error(world: World):
    await Uploads(journal=world.journal, blobs=world.blobs, key=KEY).stop()
