"""Whatever is asked, in whatever batches: the journal on disk answers, and ends up, as the one in memory."""

import asyncio
import shutil
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messenger.journal.contract import Conflict, Journal, Picture
from messenger.journal.memory import MemoryJournal
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal
from messenger.model import changes
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import Draft, Fact
from messenger.model.direct import direct_id, direct_members
from messenger.model.draft import DraftText, Preference
from messenger.model.group import Callers, GroupKind
from messenger.model.ids import SITE, GroupId, MemberId, Ordinal, RequestId, StreamId, new_id
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from messenger.model.message import Mention, Widget
from messenger.model.receipt import MarkedUnread, Receipt, ThreadReceipt
from messenger.model.search import Content, Sought
from messenger.model.status import Status

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAMES = ('Alice', 'alice', 'Bob', 'Carol')
MEMBERS = tuple(MemberId(f'member22222{letter}') for letter in 'abc')
GROUPS = tuple(GroupId(f'group222222{letter}') for letter in 'ab')
DIRECT = (direct_id(MEMBERS), direct_id(MEMBERS[:2]))
REQUESTS = tuple(RequestId(str(uuid.UUID(int=index))) for index in range(1, 60))

members = st.sampled_from(MEMBERS)
askers = st.sampled_from((None, *MEMBERS))
groups = st.sampled_from((*GROUPS, *GROUPS, *DIRECT))
ordinals = st.integers(1, 9).map(Ordinal)
texts = st.sampled_from(('one', 'Two words', 'dreißig', '天气很好', 'one two', 'see https://example.org'))
mentions = st.lists(members, max_size=2).map(
    lambda named: tuple(Mention(member_id=each, name=str(each)) for each in named)
)
threads = st.sampled_from((Ordinal(4), Ordinal(5)))
drafted = st.sampled_from(('', 'half', 'whole'))
roles = st.sampled_from(tuple(Role))
states = st.sampled_from(('{}', '[1]', '[2]'))
widgets = st.builds(Widget, name=st.just('poll'), version=st.just(1), state=states)
emoji = st.sampled_from(('👍', '🎉'))
CONTENTS = tuple(Sha256(letter * 64) for letter in 'ab')
attachments = st.lists(st.sampled_from(CONTENTS), max_size=2).map(
    lambda contents: tuple(
        Attachment(id=AttachmentId(new_id()), sha256=each, name='f', media_type='text/plain', size_bytes=1)
        for each in contents
    )
)

statuses = st.sampled_from((None, Status(emoji='🎉'), Status(text='Away', clear_at=NOON + timedelta(hours=1))))

facts = st.one_of(
    st.builds(changes.MemberRegistered, member_id=members, name=st.sampled_from(NAMES)),
    st.builds(changes.MemberRenamed, member_id=members, name=st.sampled_from(NAMES)),
    st.builds(changes.MemberPictured, member_id=members, picture=st.sampled_from((None, *CONTENTS))),
    st.builds(changes.StatusChanged, member_id=members, status=statuses),
    st.builds(changes.AdministratorChanged, member_id=members, is_administrator=st.booleans()),
    st.builds(
        changes.GroupCreated,
        group_id=groups,
        name=texts,
        kind=st.sampled_from((GroupKind.OPEN, GroupKind.PRIVATE)),
        owner_id=askers,
    ),
    st.lists(members, max_size=4).map(
        lambda chosen: changes.DirectOpened(group_id=direct_id(chosen), member_ids=direct_members(chosen))
    ),
    st.builds(changes.GroupRenamed, group_id=groups, name=texts),
    st.builds(changes.CallersChanged, group_id=groups, callers=st.sampled_from(tuple(Callers))),
    st.builds(changes.MemberJoined, group_id=groups, member_id=members, role=roles),
    st.builds(changes.MemberLeft, group_id=groups, member_id=members, heir_id=askers),
    st.builds(changes.RoleChanged, group_id=groups, member_id=members, role=roles),
    st.builds(changes.MessageSent, group_id=groups, author_id=members, text=texts, mentions=mentions),
    st.builds(changes.MessageSent, group_id=groups, author_id=members, text=texts, attachments=attachments),
    st.builds(changes.MessageSent, group_id=groups, author_id=members, text=texts, reply_to=ordinals),
    st.builds(
        changes.MessageSent,
        group_id=groups,
        author_id=members,
        text=texts,
        mentions=mentions,
        thread=threads,
        is_in_group_too=st.booleans(),
    ),
    st.builds(changes.MessageEdited, group_id=groups, target=ordinals, text=texts, mentions=mentions),
    st.builds(
        changes.MessageEdited,
        group_id=groups,
        target=ordinals,
        text=texts,
        mentions=mentions,
        same_links_as=st.integers(0, 3),
    ),
    st.builds(changes.MessageSent, group_id=groups, author_id=members, text=texts, widget=widgets, via=st.just('poll')),
    st.builds(
        changes.WidgetChanged,
        group_id=groups,
        target=ordinals,
        state=states,
        version=st.just(1),
        revision=st.integers(2, 4),
        text=texts,
    ),
    st.builds(changes.ExtensionSwitched, name=st.sampled_from(('poll', 'todo')), is_on=st.booleans()),
    st.builds(changes.MessageDeleted, group_id=groups, target=ordinals),
    st.builds(
        changes.LinksPreviewed,
        group_id=groups,
        target=ordinals,
        revision=st.integers(1, 2),
        previews=st.lists(st.sampled_from(CONTENTS), min_size=1, max_size=2).map(
            lambda contents: tuple(
                LinkPreview(url='https://example.org', title='T', picture_id=AttachmentId(new_id()), picture=each)
                for each in contents
            )
        ),
    ),
    st.builds(changes.PreviewsRemoved, group_id=groups, target=ordinals),
    st.builds(changes.MessagePinned, group_id=groups, target=ordinals),
    st.builds(changes.MessageUnpinned, group_id=groups, target=ordinals),
    st.builds(changes.ReactionAdded, group_id=groups, target=ordinals, member_id=members, emoji=emoji),
    st.builds(changes.ReactionRemoved, group_id=groups, target=ordinals, member_id=members, emoji=emoji),
)
rare = st.builds(changes.GroupDeleted, group_id=groups)
records = st.one_of(
    st.builds(Receipt, group_id=groups, member_id=members, ordinal=ordinals),
    st.builds(MarkedUnread, group_id=groups, member_id=members, ordinal=ordinals),
    st.builds(ThreadReceipt, group_id=groups, member_id=members, thread=threads, ordinal=ordinals),
    st.builds(DraftText, group_id=groups, member_id=members, text=drafted, thread=st.sampled_from((0, 4))),
    st.builds(Preference, member_id=members, key=st.just('theme'), value=st.sampled_from(('dark', 'light'))),
)

SEARCHES = [
    *(Sought(words=(word,), group_ids=(*GROUPS, *DIRECT)) for word in ('one', 'two', 'o', 'DREISSIG', '天气很')),
    *(Sought(group_ids=GROUPS, author_ids=(member,)) for member in MEMBERS),
    *(Sought(words=('one',), group_ids=(group,), author_ids=MEMBERS[:2]) for group in GROUPS),
    Sought(group_ids=GROUPS),
    *(Sought(group_ids=GROUPS, holds=frozenset({content})) for content in Content),
    Sought(group_ids=GROUPS, since=NOON),
    Sought(group_ids=GROUPS, until=NOON),
]


def _draft(fact: Fact, by: MemberId | None, request_id: RequestId) -> Draft:
    return Draft(stream=StreamId(getattr(fact, 'group_id', SITE)), by=by, request_id=request_id, fact=fact)


drafts = st.builds(
    _draft,
    st.integers(0, 29).flatmap(lambda luck: rare if luck == 0 else facts),
    st.one_of(st.none(), askers),
    st.one_of(st.sampled_from(REQUESTS), st.uuids(version=4).map(lambda each: RequestId(str(each)))),
)


def _beginning() -> list[list[Draft]]:
    """Everybody is in both groups, where each has said something that names another."""
    told: list[Fact] = [changes.MemberRegistered(member_id=each, name=f'Member {each}') for each in MEMBERS]
    for group in GROUPS:
        told.append(changes.GroupCreated(group_id=group, name='Group', kind=GroupKind.OPEN, owner_id=MEMBERS[0]))
        told += [changes.MemberJoined(group_id=group, member_id=each) for each in MEMBERS[1:]]
        for author, named in zip(MEMBERS, reversed(MEMBERS), strict=True):
            mentions = (Mention(member_id=named, name=str(named)),)
            told.append(changes.MessageSent(group_id=group, author_id=author, text='one two', mentions=mentions))
        poll = Widget(name='poll', version=1, state='[0]')
        told.append(changes.MessageSent(group_id=group, author_id=MEMBERS[0], text='Poll', widget=poll, via='poll'))
        told.append(changes.ReactionAdded(group_id=group, target=Ordinal(4), member_id=MEMBERS[0], emoji='👍'))
    told.append(changes.DirectOpened(group_id=DIRECT[0], member_ids=MEMBERS))
    told.append(changes.MessageSent(group_id=DIRECT[0], author_id=MEMBERS[0], text='one two'))
    return [[_draft(fact, None, RequestId(str(uuid.UUID(int=100 + index))))] for index, fact in enumerate(told)]


steps = st.one_of(st.lists(drafts, min_size=1, max_size=12), st.lists(records, min_size=1, max_size=4))


@pytest.fixture(scope='module')
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp('template')
    migrate(f'sqlite:///{folder}/messenger.db', folder)
    return folder / 'messenger.db'


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(steps, max_size=12))
def test_the_journals_answer_and_end_up_alike(template: Path, steps: list[Sequence[Any]]):
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(template, folder)
        asyncio.run(_compare(f'sqlite:///{file}', [*_beginning(), *steps]))


async def _compare(url: str, steps: list[Sequence[Any]]) -> None:
    memory, sql = MemoryJournal(now=lambda: NOON), SqlJournal(url, now=lambda: NOON)
    heard: dict[int, list[Any]] = {}
    for index, journal in enumerate((memory, sql)):
        journal.listen(heard.setdefault(index, []).extend)
        await journal.open()
    try:
        for step in steps:
            assert await _take(memory, step) == await _take(sql, step)
        assert heard[0] == heard[1]
        assert await _state(memory) == await _state(sql)
    finally:
        await sql.close()


async def _take(journal: Journal, step: Sequence[Any]) -> object:
    if not isinstance(step[0], Draft):
        return await journal.keep(step)
    answers = await asyncio.gather(*(journal.append(draft) for draft in step), return_exceptions=True)
    return [answer.code if isinstance(answer, Conflict) else answer for answer in answers]


async def _state(journal: Journal) -> dict[str, object]:
    heads = await journal.heads()
    places = (*GROUPS, *DIRECT)
    rows = {group: await journal.messages(group, first=Ordinal(1), last=Ordinal(999)) for group in places}
    return {
        'picture': _in_order(await journal.load()),
        'changes': {stream: await journal.read(stream, after=0) for stream in heads},
        'rows': rows,
        'replies': [await journal.replies(group, first=Ordinal(1), last=Ordinal(9)) for group in places],
        'threads': [await journal.threads(group, first=Ordinal(1), last=Ordinal(9)) for group in places],
        'newest threads': [await journal.newest_threads(group, limit=2) for group in places],
        'in threads': [await journal.thread(group, Ordinal(root)) for group in places for root in range(1, 9)],
        'nearest': [
            await journal.nearest_in_log(group, Ordinal(at), is_later=is_later)
            for group in places
            for at in range(9)
            for is_later in (False, True)
        ],
        'unread': [
            await journal.unread(group, member, after=Ordinal(4), upto=Ordinal(8))
            for group in places
            for member in MEMBERS
        ],
        'texts': [await journal.revisions(group, row.ordinal) for group in places for row in rows[group]],
        'attached': await journal.attached(CONTENTS),
        'files': [
            await journal.attachment(group, each.id)
            for group in places
            for row in rows[group]
            for each in row.attachments
        ],
        'pictures': [
            await journal.preview_picture(group, each.picture_id)
            for group in places
            for row in rows[group]
            for each in row.previews or ()
        ],
        'last': [
            await journal.last_by(group, member, thread=Ordinal(thread))
            for group in places
            for member in MEMBERS
            for thread in (0, 4, 5)
        ],
        'found': [
            {(hit.group_id, hit.ordinal, hit.reactions) for hit in await journal.search(sought)} for sought in SEARCHES
        ],
        'older': [
            await journal.search(Sought(group_ids=(group,)), below=(group, Ordinal(7)), limit=2) for group in GROUPS
        ],
        'mentioned': [
            await journal.mentioning(member, (*GROUPS, *DIRECT), below=below, limit=3)
            for member in MEMBERS
            for below in (None, (GROUPS[0], Ordinal(6)))
        ],
        'first': [await journal.first_at(group, at) for group in places for at in (NOON, NOON + timedelta(days=1))],
    }


def _in_order(picture: Picture) -> Picture:
    """Without what may differ: the epoch, and in which order things are listed."""
    return replace(
        picture,
        epoch='',
        members=sorted(picture.members, key=repr),
        groups=sorted(picture.groups, key=repr),
        memberships=sorted(picture.memberships, key=repr),
        receipts=sorted(picture.receipts, key=repr),
        drafts=sorted(picture.drafts, key=repr),
        thread_receipts=sorted(picture.thread_receipts, key=repr),
        fresh_replies=sorted(picture.fresh_replies, key=repr),
        preferences=sorted(picture.preferences, key=repr),
    )
