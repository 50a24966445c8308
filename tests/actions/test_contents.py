"""Contents that go while somebody counts on them, and those that nobody has."""

import pytest

from messenger.actions import uploads as module
from messenger.actions.uploads import Uploads
from messenger.blobs.objects import ObjectBlobs
from messenger.model.attachment import Sha256
from messenger.model.refused import Refused, Unavailable
from tests.world import KEY, World


class Emptied(ObjectBlobs):
    """A store from which everything was taken a moment ago."""

    async def has(self, sha256):
        return False


async def test_a_file_that_is_gone_cannot_be_sent(world: World) -> None:
    upload_id = await world.upload(world.alice, 'notes.txt', b'gone')
    world.blobs.__class__ = Emptied
    with pytest.raises(Refused) as refused:
        await world.send(world.alice, '', upload_id)
    assert refused.value.code == 'bad_upload'
    assert 'notes.txt' in refused.value.reason


async def test_what_somebody_else_let_go_of_a_moment_ago_cannot_be_kept(world: World) -> None:
    world.blobs.__class__ = Emptied
    with pytest.raises(Unavailable):
        async with world.actions.attachments._uploads.keeping(Sha256('0' * 64)):
            pytest.fail('It was kept.')


async def test_all_that_nobody_has_is_swept_a_few_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    removed: list[set[Sha256]] = []

    class Old(ObjectBlobs):
        async def untouched_since(self, at):
            return [Sha256(f'{number:064}') for number in range(5)]

        async def remove(self, hashes):
            removed.append(set(hashes))

    monkeypatch.setattr(module, 'ASKED_AT_ONCE', 2)
    world.blobs.__class__ = Old
    await Uploads(journal=world.journal, blobs=world.blobs, key=KEY).sweep()
    assert [len(each) for each in removed] == [2, 2, 1]
    assert set().union(*removed) == set(await world.blobs.untouched_since(None))
