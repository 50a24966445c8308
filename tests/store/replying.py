"""Random replies, and random changes of mind about what is read."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from messenger.actions.enclosed import Enclosed
from messenger.model.membership import Role
from messenger.model.receipt import MarkedUnread
from tests.store.machine import TEXTS, Machine, people, places
from tests.world import rid


class Replying(Machine):
    """Rules of their own, to be mixed with all others."""

    @rule(who=people, place=places, back=st.integers(0, 5), text=st.sampled_from(TEXTS))
    def reply(self, who: int, place: int, back: int, text: str) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        index = group.index(back)
        may = self.ids[who] in group.roles and bool(group.rows) and group.rows[index] is not None
        asked = self.world.actions.messages.send_message(
            self.ids[who], group_id, text, rid(), Enclosed(reply_to=index + 1)
        )
        assert self.tried(asked) == may
        if may:
            group.replies[len(group.rows)] = index
            group.rows.append((self.ids[who], text))

    @rule(who=people, place=places, back=st.integers(0, 5), text=st.sampled_from(TEXTS), is_shared=st.booleans())
    def reply_in_thread(self, who: int, place: int, back: int, text: str, is_shared: bool) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        root = group.index(back)
        may = self.ids[who] in group.roles and group.row(root) is not None and root not in group.threads
        enclosed = Enclosed(thread=root + 1, is_in_group_too=is_shared)
        asked = self.world.actions.messages.send_message(self.ids[who], group_id, text, rid(), enclosed)
        sent = self.answered(asked)
        assert (sent is not None) == may
        if sent is not None:
            index = len(group.rows)
            group.rows.append((self.ids[who], text))
            group.threads[index] = root
            if is_shared:
                group.shared.add(index)
            group.follow(index, root, {mention.member_id for mention in sent.fact.mentions})

    @rule(who=people, place=places, back=st.integers(0, 5), is_pinning=st.booleans())
    def pin(self, who: int, place: int, back: int, is_pinning: bool) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        index, pins = group.index(back), self.world.actions.pins
        may = group.roles.get(self.ids[who]) in {Role.OWNER, Role.MODERATOR, Role.PEER} and group.row(index) is not None
        may = may and (index in group.pins) is not is_pinning
        asked = (pins.pin_message if is_pinning else pins.unpin_message)(self.ids[who], group_id, index + 1, rid())
        assert self.tried(asked) == may
        if may and is_pinning:
            group.pins.append(index)
        elif may:
            group.pins.remove(index)

    @rule(who=people, place=places, back=st.integers(0, 5))
    def read_thread(self, who: int, place: int, back: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        member, root = self.ids[who], group.threads.get(group.index(back), 0)
        may = member in group.roles
        assert self.does(lambda: self.world.actions.reading.mark_thread_read(member, group_id, root + 1, 500)) == may
        if may and (member, root) in group.followed:
            group.followed[member, root] = len(group.rows)

    @rule(who=people, place=places, back=st.integers(0, 8))
    def mark_unread(self, who: int, place: int, back: int) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        first = max(1, len(group.rows) - back)
        may = self.ids[who] in group.roles and bool(group.rows)
        assert self.tried(self.world.actions.reading.mark_unread(self.ids[who], group_id, first)) == may
        if may:
            group.read[self.ids[who]] = first - 1
            self.events.append(MarkedUnread(group_id=group_id, member_id=self.ids[who], ordinal=first - 1))
