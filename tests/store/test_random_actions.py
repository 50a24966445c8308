"""Members do random things; the store agrees with a simple model, with the journal, and with its own replay."""

import asyncio
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from messenger.model.draft import DraftText
from messenger.model.group import GroupKind
from messenger.model.membership import Role
from messenger.model.message import MessageKind
from messenger.model.receipt import Receipt
from tests.store.conversation import Conversation
from tests.store.law import replayed, seen_in_picture, seen_in_store
from tests.store.machine import NAMES, TEXTS, people, places
from tests.store.previewing import Previewing
from tests.store.replying import Replying
from tests.world import rid, send_files

EMOJI = ('👍', '🎉')
FILES = ((), (), ('a',), ('a', 'b'))


class RandomActions(Replying, Previewing):
    """Four members, a few groups, every action."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.world = self.new_world()
        self.run(self.world.open())
        self.ids = [self.run(self.world.register(name)).id for name in NAMES]
        self.groups = {}
        self.order = []
        self.watch()
        self.create(0, GroupKind.OPEN)
        self.create(0, GroupKind.PRIVATE)
        self.join(1, 0)
        self.join(2, 0)
        self.invite(0, 1, 1)
        for place in (0, 1):
            for who in (0, 1, 0):
                self.send(who, place, TEXTS[1])

    @rule(who=people, kind=st.sampled_from([GroupKind.OPEN, GroupKind.PRIVATE]))
    def create(self, who: int, kind: GroupKind) -> None:
        if len(self.order) >= 4:
            return
        name = f'Group {len(self.order)}'
        group = self.run(self.world.actions.groups.create_group(self.ids[who], name, kind, rid()))
        self.groups[group.id] = Conversation(kind, self.ids[who])
        self.order.append(group.id)

    @rule(chosen=st.sets(people, min_size=1, max_size=3), who=people)
    def open_direct(self, chosen: set[int], who: int) -> None:
        members = {self.ids[who], *(self.ids[each] for each in chosen)}
        asked = self.world.actions.directs.open_direct(self.ids[who], [self.ids[each] for each in chosen])
        if len(members) < 2:
            assert not self.tried(asked)
            return
        group_id = self.run(asked)
        if group_id not in self.groups:
            self.groups[group_id] = Conversation.direct(sorted(members))
            self.order.append(group_id)

    @rule(who=people, place=places)
    def join(self, who: int, place: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        member = self.ids[who]
        may = group.kind is GroupKind.OPEN and member not in group.roles
        assert self.tried(self.world.actions.memberships.join(member, group_id, rid())) == may
        if may:
            self.enter(group, member, Role.MEMBER if group.roles else Role.OWNER)

    @rule(who=people, other=people, place=places)
    def invite(self, who: int, other: int, place: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        able = {Role.OWNER, Role.MODERATOR, *([Role.MEMBER] if group.kind is GroupKind.OPEN else [])}
        may = group.roles.get(self.ids[who]) in able and self.ids[other] not in group.roles
        assert self.tried(self.world.actions.memberships.invite(self.ids[who], group_id, NAMES[other], rid())) == may
        if may:
            self.enter(group, self.ids[other], Role.MEMBER)

    def enter(self, group: Conversation, member: str, role: Role) -> None:
        group.rows.append(None)
        group.roles[member] = role
        group.read[member] = len(group.rows)

    @rule(who=people, place=places)
    def leave(self, who: int, place: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        member = self.ids[who]
        may = member in group.roles and group.kind is not GroupKind.DIRECT
        assert self.tried(self.world.actions.memberships.leave(member, group_id, rid())) == may
        if may:
            self.depart(group_id, group, member)

    @rule(who=people, other=people, place=places)
    def remove(self, who: int, other: int, place: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        mine, theirs = group.roles.get(self.ids[who]), group.roles.get(self.ids[other])
        ranks = {Role.MEMBER: {Role.OWNER, Role.MODERATOR}, Role.MODERATOR: {Role.OWNER}, Role.OWNER: {Role.OWNER}}
        may = who != other and theirs is not None and mine in ranks.get(theirs, set())
        assert self.tried(self.world.actions.memberships.remove(self.ids[who], group_id, self.ids[other], rid())) == may
        if may:
            self.depart(group_id, group, self.ids[other])

    def depart(self, group_id: str, group: Conversation, member: str) -> None:
        role = group.roles.pop(member)
        group.leave(member)
        group.rows.append(None)
        if not group.roles and group.kind is GroupKind.PRIVATE:
            del self.groups[group_id]
        elif role is Role.OWNER and group.roles and Role.OWNER not in group.roles.values():
            moderators = [each for each, role in group.roles.items() if role is Role.MODERATOR]
            group.roles[next(iter([*moderators, *group.roles]))] = Role.OWNER

    @rule(who=people, other=people, place=places, role=st.sampled_from(Role))
    def give_role(self, who: int, other: int, place: int, role: Role) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        theirs = group.roles.get(self.ids[other])
        is_last = theirs is Role.OWNER and list(group.roles.values()).count(Role.OWNER) == 1
        may = group.roles.get(self.ids[who]) is Role.OWNER and theirs not in {None, role} and not is_last
        may = may and role is not Role.PEER
        asked = self.world.actions.memberships.set_role(self.ids[who], group_id, self.ids[other], role, rid())
        assert self.tried(asked) == may
        if may:
            group.roles[self.ids[other]] = role

    @rule(who=people, place=places, text=st.sampled_from(TEXTS), files=st.sampled_from(FILES))
    def send(self, who: int, place: int, text: str, files: Sequence[str] = ()) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        may = self.ids[who] in group.roles
        assert self.tried(send_files(self.world, self.ids[who], group_id, text, files)) == may
        if may:
            group.files[len(group.rows)] = list(files)
            group.rows.append((self.ids[who], text))

    @rule(who=people, place=places, back=st.integers(0, 5), text=st.sampled_from(TEXTS), is_author=st.booleans())
    def edit(self, who: int, place: int, back: int, text: str, is_author: bool) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        index = group.index(back)
        row, who_id = group.row(index), group.author(index) if is_author else self.ids[who]
        may = row is not None and row[0] == who_id and who_id in group.roles and row[1] != text
        asked = self.world.actions.messages.edit_message(who_id, group_id, index + 1, text, rid())
        edited = self.answered(asked)
        assert (edited is not None) == may
        if edited is not None:
            group.rows[index] = (who_id, text)
            group.follow_edit(index, {mention.member_id for mention in edited.fact.mentions})

    @rule(who=people, place=places, back=st.integers(0, 5), is_author=st.booleans())
    def delete(self, who: int, place: int, back: int, is_author: bool) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        index = group.index(back)
        who_id = group.author(index) if is_author else self.ids[who]
        row, role = group.row(index), group.roles.get(who_id)
        may = role is not None and row is not None and (row[0] == who_id or role in {Role.OWNER, Role.MODERATOR})
        assert self.tried(self.world.actions.messages.delete_message(who_id, group_id, index + 1, rid())) == may
        if may:
            group.rows[index] = None
            group.reactions.pop(index, None)
            group.files.pop(index, None)
            group.pins = [each for each in group.pins if each != index]

    @rule(who=people, place=places, back=st.integers(0, 5), emoji=st.sampled_from(EMOJI))
    def react(self, who: int, place: int, back: int, emoji: str) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        index, member = group.index(back), self.ids[who]
        may = group.row(index) is not None and member in group.roles
        assert self.tried(self.world.actions.reactions.react(member, group_id, index + 1, emoji, rid())) == may
        if may:
            group.react(index, emoji, member)

    @rule(who=people, place=places, back=st.integers(0, 3))
    def read(self, who: int, place: int, back: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        seen = max(1, len(group.rows) - back)
        if self.ids[who] not in group.roles or not group.rows:
            return
        # A page shows rows before it says that they were seen.
        self.run(self.world.actions.messages.read_messages(self.ids[who], group_id, 1, 500))
        self.world.actions.reading.mark_read(self.ids[who], group_id, seen)
        group.read[self.ids[who]] = max(group.read[self.ids[who]], seen)
        self.events.append(Receipt(group_id=group_id, member_id=self.ids[who], ordinal=seen))

    @rule(who=people, place=places, text=st.sampled_from(['', 'not yet']))
    def draft(self, who: int, place: int, text: str) -> None:
        if (found := self.at(place)) and self.ids[who] in found[1].roles:
            self.world.actions.reading.save_draft(self.ids[who], found[0], text)
            self.events.append(DraftText(group_id=found[0], member_id=self.ids[who], text=text))

    @rule(who=people, place=places)
    def delete_group(self, who: int, place: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        may = group.roles.get(self.ids[who]) is Role.OWNER and len(self.order) > 2
        if may:
            self.run(self.world.actions.groups.delete_group(self.ids[who], group_id, rid()))
            del self.groups[group_id]

    @rule()
    def restart(self) -> None:
        self.run(self.world.restart())
        self.watch()

    @rule()
    def snapshot(self) -> None:
        self.watch()

    @invariant()
    def replay(self) -> None:
        """Snapshot(N) and the changes since, each of them twice, are snapshot(M)."""
        now = self.run(self.world.picture())
        doubled = [event for event in self.events for _ in range(2)]
        assert seen_in_store(replayed(self.picture, self.rows, doubled), now) == seen_in_picture(now)

    @invariant()
    def store_is_as_the_model(self) -> None:
        store = self.world.store
        for group_id, group in self.groups.items():
            assert {each.member_id: each.role for each in store.members_of(group_id)} == group.roles
            assert [each.member_id for each in store.members_of(group_id)] == list(group.roles)
            assert store.last_ordinal(group_id) == len(group.rows)
            newest = store.newest(group_id)
            assert (newest.text if newest else None) == group.newest()
            assert store.pins.of(group_id) == [index + 1 for index in group.pins]
            for member in group.roles:
                assert store.unread(group_id, member).messages == group.unread(member)
                assert store.threads.unread_in(group_id, member).messages == group.unread_in_threads(member)

    @invariant()
    def store_is_as_the_journal(self) -> None:
        picture = self.run(self.world.picture())
        assert seen_in_store(self.world.store, picture) == seen_in_picture(picture)

    @rule()
    def rows_are_as_the_model(self) -> None:
        for group_id, group in self.groups.items():
            reader = next(iter(group.roles), None)
            if reader is not None:
                rows = self.run(self.world.actions.messages.read_messages(reader, group_id, 1, 500))
                said = [(row.author_id, row.text) if _is_said(row) else None for row in rows]
                assert said == group.rows
                replies = self.run(self.world.actions.messages.read_replies(reader, group_id, rows)).living
                living = {index: target for index, target in group.replies.items() if group.rows[index] is not None}
                assert replies == {index + 1: target + 1 for index, target in living.items()}
                reacted = [[(each.emoji, each.member_id) for each in row.reactions] for row in rows]
                assert reacted == [group.reactions.get(index, []) for index in range(len(rows))]
                attached = [[each.name for each in row.attachments] for row in rows]
                assert attached == [group.files.get(index, []) for index in range(len(rows))]

    def teardown(self) -> None:
        if hasattr(self, 'world'):
            self.run(self.world.close())
            self.runner.close()


def _is_said(row: Any) -> bool:
    return row.kind is MessageKind.TEXT and not row.is_deleted


RandomActions.TestCase.settings = settings(
    max_examples=40, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestRandomActions = RandomActions.TestCase
