"""Every kind of fact survives the way to columns and back."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import get_args

import pytest

from messenger.journal.sql.codec import change_columns, change_from
from messenger.model import changes
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import Change, Fact
from messenger.model.group import Callers, GroupKind
from messenger.model.ids import SITE, MemberId, Ordinal, RequestId, StreamId
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from messenger.model.message import Mention, Widget
from messenger.model.status import Status
from tests.journal.story import ALICE, BOB, WATERCOOLER

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAMES = (Mention(member_id=ALICE, name='Älice "A"'), Mention(member_id=BOB, name='Bob'))
FILES = (
    Attachment(
        id=AttachmentId('picture22222'),
        sha256=Sha256('ab' * 32),
        name='Kätzchen "1".png',
        media_type='image/png',
        size_bytes=7,
        width=2,
        height=3,
    ),
    Attachment(
        id=AttachmentId('text22222222'), sha256=Sha256('cd' * 32), name='a', media_type='text/plain', size_bytes=1
    ),
)
FACTS: list[Fact] = [
    changes.MemberRegistered(member_id=ALICE, name='Ä', is_administrator=True, is_bot=True),
    changes.MemberRenamed(member_id=ALICE, name='B'),
    changes.MemberPictured(member_id=ALICE, picture=Sha256('ab' * 32)),
    changes.MemberPictured(member_id=ALICE, picture=None),
    changes.StatusChanged(member_id=ALICE, status=Status(emoji='🏖️', text='Ä "away"', clear_at=NOON)),
    changes.StatusChanged(member_id=ALICE, status=Status(text='Here')),
    changes.StatusChanged(member_id=ALICE, status=None),
    changes.AdministratorChanged(member_id=ALICE, is_administrator=False),
    changes.GroupCreated(group_id=WATERCOOLER, name='W', kind=GroupKind.PRIVATE, owner_id=ALICE),
    changes.GroupCreated(group_id=WATERCOOLER, name='Lobby', kind=GroupKind.OPEN, owner_id=None),
    changes.DirectOpened(group_id=WATERCOOLER, member_ids=(ALICE, BOB)),
    changes.GroupRenamed(group_id=WATERCOOLER, name='K'),
    changes.CallersChanged(group_id=WATERCOOLER, callers=Callers.KEEPERS),
    changes.GroupDeleted(group_id=WATERCOOLER),
    changes.MemberJoined(group_id=WATERCOOLER, member_id=BOB, role=Role.MODERATOR),
    changes.MemberLeft(group_id=WATERCOOLER, member_id=BOB, heir_id=ALICE),
    changes.RoleChanged(group_id=WATERCOOLER, member_id=BOB, role=Role.OWNER),
    changes.MessageSent(group_id=WATERCOOLER, author_id=BOB, text='hi\n"\\ 天气', mentions=NAMES),
    changes.MessageSent(group_id=WATERCOOLER, author_id=MemberId(''), text=''),
    changes.MessageSent(group_id=WATERCOOLER, author_id=BOB, text='', attachments=FILES),
    changes.MessageSent(
        group_id=WATERCOOLER,
        author_id=BOB,
        text='Poll: Lunch?',
        widget=Widget(name='poll', version=2, state='{"a": "ä"}'),
        via='poll',
    ),
    changes.WidgetChanged(
        group_id=WATERCOOLER, target=Ordinal(3), state='{}', version=2, revision=7, text='Poll: Lunch? (3)'
    ),
    changes.ExtensionSwitched(name='poll', is_on=False),
    changes.MessageEdited(group_id=WATERCOOLER, target=Ordinal(3), text='hello', mentions=NAMES),
    changes.MessageEdited(group_id=WATERCOOLER, target=Ordinal(3), text='hello', same_links_as=2),
    changes.MessageDeleted(group_id=WATERCOOLER, target=Ordinal(3)),
    changes.ReactionAdded(group_id=WATERCOOLER, target=Ordinal(3), member_id=BOB, emoji='👍'),
    changes.ReactionRemoved(group_id=WATERCOOLER, target=Ordinal(3), member_id=BOB, emoji='👩‍🚀'),
    changes.LinksPreviewed(
        group_id=WATERCOOLER,
        target=Ordinal(3),
        revision=2,
        previews=(LinkPreview(url='https://example.org', title='Soup "of" the day', site='example.org'),),
    ),
    changes.PreviewsRemoved(group_id=WATERCOOLER, target=Ordinal(3)),
    changes.MessagePinned(group_id=WATERCOOLER, target=Ordinal(3)),
    changes.MessageUnpinned(group_id=WATERCOOLER, target=Ordinal(3)),
]


@pytest.mark.parametrize('fact', FACTS, ids=lambda fact: type(fact).__name__)
def test_a_change_comes_back_as_it_was(fact: Fact):
    change = Change(
        stream=StreamId(getattr(fact, 'group_id', SITE)),
        number=7,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        by=None,
        request_id=RequestId('request'),
        fact=fact,
        ordinal=Ordinal(3),
    )

    assert change_from(SimpleNamespace(**change_columns(change))) == change


def test_no_kind_of_fact_is_left_out():
    assert {type(fact) for fact in FACTS} == set(get_args(Fact))
