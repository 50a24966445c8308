"""How a viewer reacts: the popup to choose from, and a click on a reaction that is there."""

from nicegui import Client, ui

from messenger.actions.messages import MessageActions
from messenger.actions.reactions import ReactionActions
from messenger.actions.reading import ReadingActions
from messenger.components import browser
from messenger.components.emoji_picker import EmojiPicker
from messenger.components.menu import Menu
from messenger.components.toast import refusals
from messenger.model.ids import GroupId, MemberId, Ordinal, new_request_id
from messenger.model.message import Message
from messenger.rendering.emoji_names import one_emoji
from messenger.store.store import Store
from messenger.words import _

QUICK = ('👍', '❤️', '😂', '🎉', '👀', '✅')
"""What people react with most."""

MOST_RECENT = 8
RECENT = 'emoji.recent'
"""The preference that holds what a member chose last, the newest first, with blanks between."""


class Reacting:
    """One viewer's reactions in one group. Every right is checked by the action."""

    def __init__(
        self,
        *,
        reactions: ReactionActions,
        messages: MessageActions,
        reading: ReadingActions,
        store: Store,
        member_id: MemberId,
        group_id: GroupId,
        within: str,
    ) -> None:
        """Serve the rows of a log whose element has the HTML id `within`."""
        self._reactions = reactions
        self._messages = messages
        self._reading = reading
        self._store = store
        self._member_id = member_id
        self._group_id = group_id
        self._within = within
        self._client: Client = ui.context.client

    async def open(self, ordinal: int) -> None:
        """Let the viewer choose a reaction to a message."""
        with refusals():
            message = await self._messages.read_message(self._member_id, self._group_id, Ordinal(ordinal))
            self._open(message)

    async def toggle(self, ordinal: int, emoji: str) -> None:
        """React to a message, or take that back; a refusal is said."""
        with refusals():
            await self._reactions.react(self._member_id, self._group_id, Ordinal(ordinal), emoji, new_request_id())

    def _open(self, message: Message) -> None:
        async def pick(emoji: str) -> None:
            menu.close()
            self._note(emoji)
            await self.toggle(message.ordinal, emoji)

        mine = {each.emoji for each in message.reactions if each.member_id == self._member_id}
        at_hand = [*QUICK, *(each for each in self._recent() if each not in QUICK)]
        row = f'#{self._within} [data-o="{message.ordinal}"]'
        with Menu('bottom end', 'top end', target=f'{row} .react', dialog=_('Choose a reaction')) as menu:
            menu.on_hide(lambda: self._client.run_javascript(browser.refocus_row(self._within, message.ordinal)))
            EmojiPicker(pick, at_hand=at_hand, mine=mine)

    def _recent(self) -> list[str]:
        return [each for each in self._store.preference(self._member_id, RECENT).split() if one_emoji(each)]

    def _note(self, emoji: str) -> None:
        """Have an emoji at hand the next time."""
        if emoji not in QUICK:
            recent = dict.fromkeys([emoji, *self._recent()])
            self._reading.set_preference(self._member_id, RECENT, ' '.join(list(recent)[:MOST_RECENT]))
