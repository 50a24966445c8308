"""Random previews of what messages link to, and changes of mind about them."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from tests.store.conversation import Conversation
from tests.store.machine import Machine, people, places
from tests.world import rid

TITLES = ('Soup', 'Salad')


class Previewing(Machine):
    """Rules of their own, to be mixed with all others. No text links anywhere, so an edit leaves what is shown."""

    @rule(place=places, back=st.integers(0, 2), title=st.sampled_from(TITLES))
    def preview(self, place: int, back: int, title: str) -> None:
        """The server has seen a page; where something is shown, or was removed, it says so in vain."""
        if not (found := self.at(place)) or not found[1].roles:
            return
        group_id, group = found
        index, reader = group.index(back), next(iter(group.roles))
        if group.row(index) is None:
            return
        row = self.run(self.world.actions.messages.read_message(reader, group_id, index + 1))
        seen = LinkPreview(url='https://example.org', title=title)
        self.tried(self.world.actions.previews.keep_previews(row, [seen]))
        group.previews.setdefault(index, [title])
        self.previews_are_as_the_model(group_id, group)

    @rule(who=people, place=places, back=st.integers(0, 2), is_author=st.booleans())
    def remove_previews(self, who: int, place: int, back: int, is_author: bool) -> None:
        if not (found := self.at(place)):
            return
        group_id, group = found
        shown = [index for index, titles in group.previews.items() if titles and group.row(index) is not None]
        index = shown[back] if back < len(shown) else group.index(back)
        who_id = group.author(index) if is_author else self.ids[who]
        role = group.roles.get(who_id)
        may = role is not None and (group.author(index) == who_id or role in {Role.OWNER, Role.MODERATOR})
        may = may and index in shown
        asked = self.world.actions.previews.remove_previews(who_id, group_id, index + 1, rid())
        assert self.tried(asked) == may
        if may:
            group.previews[index] = []
        self.previews_are_as_the_model(group_id, group)

    def previews_are_as_the_model(self, group_id: str, group: Conversation) -> None:
        """What everybody is shown, in whatever way it is read."""
        if group.roles:
            rows = self.run(self.world.actions.messages.read_messages(next(iter(group.roles)), group_id, 1, 500))
            shown = [None if row.previews is None else [each.title for each in row.previews] for row in rows]
            said = [group.row(index) is not None for index in range(len(group.rows))]
            assert shown == [group.previews.get(index) if is_said else None for index, is_said in enumerate(said)]
