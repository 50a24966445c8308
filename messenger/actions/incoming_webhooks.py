"""Addresses by which other programs post to a group, each as a bot of its own."""

from messenger.actions.bot_tokens import BotToken, BotTokens
from messenger.actions.enclosed import Enclosed
from messenger.actions.messages import MessageActions
from messenger.actions.scope import Scope
from messenger.model.changes import Change
from messenger.model.ids import GroupId, MemberId, keyed_request_id
from messenger.model.permissions import Action
from messenger.model.refused import NotFound

WRITTEN = Enclosed(via='webhook')
"""What goes with each of their messages: the mark that says what wrote it."""


class IncomingWebhookActions:
    """What keepers of a group do with its incoming webhooks, and posting by one."""

    def __init__(self, *, scope: Scope, tokens: BotTokens, messages: MessageActions) -> None:
        self._scope = scope
        self._tokens = tokens
        self._messages = messages

    async def add_incoming(self, member_id: MemberId, group_id: GroupId, name: str) -> str:
        """Bring a bot of this name in and return the secret by which it posts, which is not shown again.

        Durable when this returns. Emits MemberRegistered, MemberJoined.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``too_many``, ``bad_name``, ``name_taken``, ``too_fast``, ``unavailable``.
        """
        return await self._tokens.add(self._scope.place(member_id, group_id, Action.ADD_INCOMING), name)

    async def list_incoming(self, member_id: MemberId, group_id: GroupId) -> list[BotToken]:
        """Return a group's webhooks, oldest first. Raises NotFound, Refused ``not_allowed``, ``unavailable``."""
        self._scope.place(member_id, group_id, Action.LIST_INCOMING)
        found = await self._tokens.shown(group_id)
        self._scope.place(member_id, group_id, Action.LIST_INCOMING)
        return found

    async def remove_incoming(self, member_id: MemberId, group_id: GroupId, webhook_id: str) -> None:
        """Make a webhook's address worthless and put its bot out; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: no such group or webhook, or the member is not in the group.
            Refused: ``not_allowed``, ``unavailable``.
        """
        await self._tokens.remove(self._scope.place(member_id, group_id, Action.REMOVE_INCOMING), webhook_id)

    async def post_incoming(self, secret: str, text: str, key: str = '') -> Change:
        """Say something as the bot of a webhook; durable when this returns. Emits MessageSent.

        Whoever holds the secret may. The same `key` again, however much later, adds nothing and returns the first.

        Raises:
            NotFound: no such webhook, it was removed, or its bot or group is gone.
            Refused: what `MessageActions.send_message` raises.
        """
        token = await self._tokens.find(secret)
        if token is None or token.group_id is None:
            raise NotFound('webhook')
        request_id = keyed_request_id(token.id, key)
        try:
            change = await self._messages.send_message(token.member_id, token.group_id, text, request_id, WRITTEN)
        except NotFound:
            raise NotFound('webhook') from None
        await self._tokens.see(token)
        return change
