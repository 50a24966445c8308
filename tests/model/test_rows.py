"""What changes make of a group's rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from messenger.model.changes import (
    Change,
    GroupCreated,
    GroupDeleted,
    GroupFact,
    GroupRenamed,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    RoleChanged,
    WidgetChanged,
)
from messenger.model.group import GroupKind
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from messenger.model.message import Mention, MessageKind, Widget
from messenger.model.rows import added_row, changed_row

GROUP = GroupId('watercooler2')
ALICE, BOB = MemberId('alice2222222'), MemberId('bob222222222')
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAMES = (Mention(member_id=BOB, name='Bob'),)
WIDGET = Widget(name='poll', version=1, state='0')
PREVIEWS = (LinkPreview(url='https://example.org', title='Soup'),)


def _change(fact: GroupFact, *, by: MemberId | None = ALICE, ordinal: int | None = 7) -> Change:
    return Change(
        stream=StreamId(GROUP),
        number=9,
        at=NOON,
        by=by,
        request_id=RequestId('request'),
        fact=fact,
        ordinal=None if ordinal is None else Ordinal(ordinal),
    )


def test_a_sent_message_is_a_row_of_its_author():
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='hi @Bob', mentions=NAMES)))

    assert row is not None
    assert (row.kind, row.ordinal, row.author_id, row.text) == (MessageKind.TEXT, 7, ALICE, 'hi @Bob')
    assert (row.mentions, row.sent_at, row.edited_at, row.revision) == (NAMES, NOON, None, 1)


@pytest.mark.parametrize(
    ('fact', 'by', 'wording', 'about', 'detail'),
    [
        (GroupCreated(group_id=GROUP, name='W', kind=GroupKind.OPEN, owner_id=ALICE), ALICE, 'created', None, ''),
        (GroupRenamed(group_id=GROUP, name='Kitchen'), ALICE, 'renamed', None, 'Kitchen'),
        (MemberJoined(group_id=GROUP, member_id=BOB), BOB, 'joined', BOB, ''),
        (MemberLeft(group_id=GROUP, member_id=BOB), BOB, 'left', BOB, ''),
        (MemberLeft(group_id=GROUP, member_id=BOB), None, 'left', BOB, ''),
        (MemberLeft(group_id=GROUP, member_id=BOB), ALICE, 'removed', BOB, ''),
    ],
)
def test_a_group_writes_notices_about_itself(
    fact: GroupFact, by: MemberId | None, wording: str, about: MemberId | None, detail: str
):
    row = added_row(_change(fact, by=by))

    assert row is not None
    assert (row.kind, row.text, row.about, row.detail) == (MessageKind.NOTICE, wording, about, detail)
    assert row.author_id == (by or SYSTEM)


@pytest.mark.parametrize(
    'fact',
    [
        GroupDeleted(group_id=GROUP),
        RoleChanged(group_id=GROUP, member_id=BOB, role=Role.OWNER),
        MessageEdited(group_id=GROUP, target=Ordinal(1), text='x'),
        MessageDeleted(group_id=GROUP, target=Ordinal(1)),
    ],
)
def test_other_changes_add_no_row(fact: GroupFact):
    assert added_row(_change(fact, ordinal=None)) is None


def test_an_edit_is_a_new_revision_of_its_row_alone():
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='hi')))
    assert row is not None
    edit = replace(
        _change(MessageEdited(group_id=GROUP, target=Ordinal(7), text='hello', mentions=NAMES), ordinal=None),
        at=NOON + timedelta(minutes=1),
    )

    edited = changed_row(row, edit)

    assert (edited.text, edited.mentions, edited.revision, edited.edited_at) == ('hello', NAMES, 2, edit.at)
    assert edited.sent_at == NOON
    assert changed_row(replace(row, ordinal=Ordinal(8)), edit).text == 'hi'


@pytest.mark.parametrize(
    ('same_links_as', 'previews', 'after'),
    [(1, PREVIEWS, PREVIEWS), (0, PREVIEWS, None), (2, PREVIEWS, None), (0, (), ()), (1, None, None)],
)
def test_previews_outlast_an_edit_of_the_revision_that_linked_to_the_same_pages(
    same_links_as: int, previews: tuple[LinkPreview, ...] | None, after: tuple[LinkPreview, ...] | None
):
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='hi')))
    assert row is not None
    edit = MessageEdited(group_id=GROUP, target=Ordinal(7), text='hello', same_links_as=same_links_as)
    assert changed_row(replace(row, previews=previews), _change(edit, ordinal=None)).previews == after


def test_a_deletion_leaves_a_row_without_words():
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='hi', mentions=NAMES)))
    assert row is not None

    gone = changed_row(row, _change(MessageDeleted(group_id=GROUP, target=Ordinal(7)), ordinal=None))

    assert (gone.text, gone.mentions, gone.edited_at, gone.is_deleted) == ('', (), None, True)
    assert (gone.author_id, gone.ordinal) == (ALICE, 7)


def test_what_has_no_place_in_a_group_writes_no_notice():
    renamed = GroupRenamed(group_id=GROUP, name='Paint')
    assert added_row(_change(renamed, ordinal=None)) is None


def test_a_widget_shows_its_latest_state_whatever_arrives_after_it():
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='Poll', widget=WIDGET)))
    assert row is not None

    def with_state(state: str, revision: int) -> tuple[str, str]:
        fact = WidgetChanged(group_id=GROUP, target=Ordinal(7), state=state, version=1, revision=revision, text='Votes')
        changed = changed_row(replace(row, widget=replace(WIDGET, revision=2)), _change(fact, ordinal=None))
        return changed.widget.state, changed.text

    assert with_state('new', 3) == ('new', 'Votes')
    assert with_state('old', 2) == ('0', 'Poll')
    assert with_state('', 3) == ('0', 'Poll')  # blank: a later state has come, whose change follows


def test_a_deleted_message_gets_no_state_of_a_widget():
    row = added_row(_change(MessageSent(group_id=GROUP, author_id=ALICE, text='Poll', widget=WIDGET)))
    gone = changed_row(row, _change(MessageDeleted(group_id=GROUP, target=Ordinal(7)), ordinal=None))
    fact = WidgetChanged(group_id=GROUP, target=Ordinal(7), state='1', version=1, revision=2, text='Votes')
    assert changed_row(gone, _change(fact, ordinal=None)) == gone
