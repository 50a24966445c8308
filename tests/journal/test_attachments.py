"""What every journal keeps of files; each test runs on each journal."""

from dataclasses import replace

from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import GroupDeleted, MessageSent
from messenger.model.ids import GroupId, Ordinal, StreamId
from tests.journal.story import ALICE, BOB, DESIGN, WATERCOOLER, Story

CAT = Attachment(
    id=AttachmentId('cat222222222'),
    sha256=Sha256('ab' * 32),
    name='Kätzchen "1".png',
    media_type='image/png',
    size_bytes=7,
    width=2,
    height=3,
)
NOTES = replace(CAT, id=AttachmentId('notes2222222'), sha256=Sha256('cd' * 32), name='notes', width=None, height=None)


async def send(story: Story, *files: Attachment, group_id: GroupId = WATERCOOLER, text: str = '') -> Ordinal:
    """Let Alice send files."""
    fact = MessageSent(group_id=group_id, author_id=ALICE, text=text, attachments=files)
    change = await story.ask(fact, ALICE)
    assert change.ordinal is not None
    return change.ordinal


async def test_a_message_keeps_its_files_in_their_order(story: Story):
    target = await send(story, CAT, NOTES, text='look')

    row = await story.journal.message(WATERCOOLER, target)

    assert row is not None
    assert row.attachments == (CAT, NOTES)
    changes = await story.journal.read(StreamId(WATERCOOLER), after=0)
    assert changes[-1] == story.heard[-1]


async def test_a_file_is_found_in_its_own_group_alone(story: Story):
    await send(story, CAT)

    assert await story.journal.attachment(WATERCOOLER, CAT.id) == CAT
    assert await story.journal.attachment(DESIGN, CAT.id) is None
    assert await story.journal.attachment(WATERCOOLER, NOTES.id) is None


async def test_files_stay_when_the_words_are_edited(story: Story):
    target = await send(story, CAT, text='one')

    await story.edit(ALICE, target, 'two')

    row = await story.journal.message(WATERCOOLER, target)
    assert row is not None
    assert (row.text, row.attachments) == ('two', (CAT,))
    assert await story.journal.attachment(WATERCOOLER, CAT.id) == CAT


async def test_a_deleted_message_leaves_nothing_of_its_files(story: Story):
    target = await send(story, CAT)
    kept = await send(story, replace(NOTES, sha256=CAT.sha256))

    await story.delete(ALICE, target)

    assert await story.journal.attachment(WATERCOOLER, CAT.id) is None
    assert await story.journal.attached([CAT.sha256]) == {CAT.sha256}
    await story.delete(ALICE, kept)
    assert await story.journal.attached([CAT.sha256]) == set()
    changes = await story.journal.read(StreamId(WATERCOOLER), after=0)
    assert CAT.name not in repr(changes)


async def test_a_deleted_group_leaves_nothing_of_its_files(story: Story):
    await send(story, CAT, group_id=DESIGN)

    await story.ask(GroupDeleted(group_id=DESIGN), ALICE)

    assert await story.journal.attached([CAT.sha256, NOTES.sha256]) == set()
    assert CAT.name not in repr(await story.journal.read(StreamId(DESIGN), after=0))


async def test_of_many_contents_those_in_use_are_told(story: Story):
    await send(story, CAT)
    await story.say(BOB, 'nothing with it')

    assert await story.journal.attached([CAT.sha256, NOTES.sha256]) == {CAT.sha256}
    assert await story.journal.attached([]) == set()
