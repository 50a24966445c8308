"""Pictures and statuses that may not be committed, even when they were allowed a moment ago."""

import pytest

from messenger.journal.contract import ConflictCode
from messenger.journal.memory import MemoryJournal
from messenger.model.attachment import Sha256
from messenger.model.changes import AdministratorChanged, Fact, MemberPictured, StatusChanged
from messenger.model.ids import MemberId
from messenger.model.status import Status
from tests.journal.story import ALICE, BOB, CAROL, Story

NOBODY = MemberId('nobody222222')
PICTURE = Sha256('ab' * 32)
AWAY = Status(text='Away')


@pytest.fixture
async def story(memory_journal: MemoryJournal) -> Story:
    """Bob has a picture and a status, Alice neither; Carol is administrator."""
    story = await Story(memory_journal).begin()
    await story.ask(AdministratorChanged(member_id=CAROL, is_administrator=True), None)
    await story.ask(MemberPictured(member_id=BOB, picture=PICTURE), BOB)
    await story.ask(StatusChanged(member_id=BOB, status=AWAY), BOB)
    return story


def _pictured(member_id: MemberId, picture: Sha256 | None = PICTURE) -> Fact:
    return MemberPictured(member_id=member_id, picture=picture)


def _says(member_id: MemberId, status: Status | None = AWAY) -> Fact:
    return StatusChanged(member_id=member_id, status=status)


ASKED: dict[str, tuple[Fact, MemberId | None, ConflictCode | None]] = {
    'a member takes a picture': (_pictured(ALICE), ALICE, None),
    'a member has none any more': (_pictured(BOB, None), BOB, None),
    'an administrator takes a picture away': (_pictured(BOB, None), CAROL, None),
    'a picture for another': (_pictured(ALICE), CAROL, ConflictCode.NOT_ALLOWED),
    'a picture taken from another': (_pictured(BOB, None), ALICE, ConflictCode.NOT_ALLOWED),
    'the picture that is there': (_pictured(BOB), BOB, ConflictCode.UNCHANGED),
    'a picture of nobody': (_pictured(NOBODY), NOBODY, ConflictCode.GONE),
    'a member has a status': (_says(ALICE), ALICE, None),
    'a member has none': (_says(BOB, None), BOB, None),
    'the server ends a status': (_says(BOB, None), None, None),
    'a status for another': (_says(ALICE), CAROL, ConflictCode.NOT_ALLOWED),
    'a status by the server': (_says(ALICE), None, ConflictCode.NOT_ALLOWED),
    'the end of no status': (_says(ALICE, None), None, ConflictCode.UNCHANGED),
    'a status of nobody': (_says(NOBODY), NOBODY, ConflictCode.GONE),
}


@pytest.mark.parametrize('what', ASKED)
async def test_the_answer_is_by_how_things_stand(story: Story, what: str) -> None:
    fact, by, code = ASKED[what]
    assert await story.conflict(story.ask(fact, by)) == code
