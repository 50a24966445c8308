"""How a message stands among its neighbours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from messenger.components.row import LONG_CHARACTERS, MOST_MARKED, continues, notice_text, row
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.ids import SYSTEM, GroupId, MemberId, Ordinal
from messenger.model.member import Member
from messenger.model.message import Mention, Message, MessageKind
from messenger.rendering.renderer import Renderer
from tests.components.filled import as_read

AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
ALICE = Member(id=MemberId('alicealiceal'), name='Alice <b>', registered_at=AT)
BOB = Member(id=MemberId('bobbobbobbob'), name='Bob', registered_at=AT)
CAST = {member.id: member for member in (ALICE, BOB)}


def said(text: str = 'hello', **changes: object) -> Message:
    """A message by Alice, unless said otherwise."""
    message = Message(group_id=GroupId('watercoolerx'), ordinal=Ordinal(7), author_id=ALICE.id, text=text, sent_at=AT)
    return replace(message, **changes)


def shown(message: Message, before: Message | None = None):
    """Its row."""
    body = Renderer().render(message.text, message.mentions)
    return row(message, body, before=before, member=CAST.get)


def test_a_message_within_five_minutes_stands_under_its_authors_name() -> None:
    """Only the same member, only soon after, only after a message."""
    first = said()
    assert continues(said(sent_at=AT + timedelta(minutes=4)), first)
    assert not continues(said(sent_at=AT + timedelta(minutes=5)), first)
    assert not continues(said(author_id=BOB.id), first)
    assert not continues(said(), replace(first, kind=MessageKind.NOTICE))
    assert not continues(said(), None)


def test_what_wrote_a_message_is_named_and_begins_anew() -> None:
    """A text that an extension wrote does not pass for one that its author typed."""
    first, written = said(), said(via='po<ll')
    assert '<span class="via" title="Written by po&lt;ll, not by hand">po&lt;ll</span>' in as_read(shown(written).html)
    assert 'via' not in shown(first).html
    assert not continues(written, first)
    assert not continues(first, written)
    assert continues(written, written)


def test_members_of_one_name_are_told_apart_by_their_id() -> None:
    """The row's class and the rule for runs go by id."""
    assert f'by-{ALICE.id}' in shown(said()).classes
    assert f'by-{BOB.id}' in shown(said(author_id=BOB.id)).classes


def test_a_name_is_text_and_never_markup() -> None:
    """Whatever a member is called, the row holds it escaped."""
    assert 'Alice &lt;b&gt;' in shown(said()).html
    assert '<b>' not in shown(said()).html


def test_a_mention_marks_the_row_for_whom_it_names() -> None:
    """The viewer's own stylesheet finds it by the class."""
    mention = Mention(member_id=BOB.id, name='Bob')
    assert f'for-{BOB.id}' in shown(said('@Bob look', mentions=(mention,))).classes.split()


def test_an_edited_message_says_so() -> None:
    """With the way to its earlier texts."""
    assert '(edited)' in shown(said(edited_at=AT)).html
    assert '(edited)' not in shown(said()).html


def test_a_long_message_folds() -> None:
    """By characters or by lines."""
    assert 'unfold' in shown(said('x' * (LONG_CHARACTERS + 1))).html
    assert 'unfold' in shown(said('line\n' * 30)).html
    assert 'unfold' not in shown(said('x' * LONG_CHARACTERS)).html


@pytest.mark.parametrize(
    ('wording', 'author', 'about', 'text'),
    [
        ('created', ALICE.id, None, 'Alice <b> created the group'),
        ('created', SYSTEM, None, 'The group is open'),
        ('joined', BOB.id, BOB.id, 'Bob joined'),
        ('joined', ALICE.id, BOB.id, 'Alice <b> added Bob'),
        ('removed', ALICE.id, BOB.id, 'Alice <b> removed Bob'),
        ('left', BOB.id, BOB.id, 'Bob left'),
        ('renamed', ALICE.id, None, 'Alice <b> renamed the group to “Tea”'),
    ],
)
def test_a_notice_says_what_happened(wording: str, author: MemberId, about: MemberId | None, text: str) -> None:
    """In words, with the names as they are now."""
    notice = said(wording, kind=MessageKind.NOTICE, author_id=author, about=about, detail='Tea')
    assert unescape(as_read(notice_text(notice, CAST.get))) == text


def test_a_name_in_a_notice_is_text_and_never_markup() -> None:
    """Also as it is filled in for a reader."""
    notice = said('left', kind=MessageKind.NOTICE, about=ALICE.id)
    assert 'Alice &lt;b&gt; left' in as_read(shown(notice).html)


def test_what_the_interface_says_in_a_row_is_in_the_readers_language() -> None:
    """The row is built once; names and texts of people stay."""
    html = as_read(shown(said('hello', edited_at=AT)).html, 'de')
    assert '(bearbeitet)' in html
    assert 'hello' in html


def test_a_notice_is_no_article() -> None:
    """Whoever moves from message to message meets messages only."""
    assert shown(said('left', kind=MessageKind.NOTICE, about=ALICE.id)).tag == 'div'
    assert shown(said()).tag == 'article'


def test_the_name_and_the_avatar_lead_to_the_person() -> None:
    """Both are plain HTML, heard by the one listener of the log."""
    assert shown(said()).html.count('data-do="person"') == 2


def test_a_row_that_mentions_very_many_names_none_of_them() -> None:
    """Each name would be sent to everybody."""
    many = tuple(Mention(member_id=MemberId(f'm{number}'), name='all') for number in range(MOST_MARKED + 1))
    assert shown(said('@all', mentions=many)).classes.split() == ['entry', 'by-alicealiceal', 'for-all']
    assert 'for-m7' in shown(said('@all', mentions=many[1:])).classes.split()


def test_files_stand_below_the_words() -> None:
    """Also below no words, which leave no room."""
    file = Attachment(
        id=AttachmentId('file22222222'), sha256=Sha256('ab' * 32), name='a.txt', media_type='text/plain', size_bytes=1
    )
    html = shown(said('', attachments=(file,))).html
    assert '<div class="bd"></div><div class="files">' in html
    assert 'files' not in shown(said()).html
