"""What was uploaded and never sent goes after a day, and nothing else does."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from messenger.actions.uploads import LASTS, SWEPT_AFTER, Uploads
from messenger.blobs.objects import ObjectBlobs
from messenger.model.refused import Refused
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
