"""Bots that use the HTTP API: members with a token in the place of a person's session."""

from messenger.actions.bot_tokens import BotToken, BotTokens
from messenger.actions.scope import Scope
from messenger.model.ids import GroupId, MemberId
from messenger.model.permissions import Action


class BotActions:
    """What keepers of a group do with the bots they bring in.

    A bot may be invited to other groups too; its token is good as long as it stays in the one it was made in.
    """

    def __init__(self, *, scope: Scope, tokens: BotTokens) -> None:
        self._scope = scope
        self._tokens = tokens

    async def add_bot(self, member_id: MemberId, group_id: GroupId, name: str) -> str:
        """Bring a bot of this name in and return its token, which is not shown again.

        Durable when this returns. Emits MemberRegistered, MemberJoined.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``too_many``, ``bad_name``, ``name_taken``, ``too_fast``, ``unavailable``.
        """
        return await self._tokens.add(self._scope.place(member_id, group_id, Action.ADD_BOT), name)

    async def list_bots(self, member_id: MemberId, group_id: GroupId) -> list[BotToken]:
        """Return the bots made in a group, oldest first. Raises NotFound, Refused ``not_allowed``, ``unavailable``."""
        self._scope.place(member_id, group_id, Action.LIST_BOTS)
        found = await self._tokens.shown(group_id)
        self._scope.place(member_id, group_id, Action.LIST_BOTS)
        return found

    async def remove_bot(self, member_id: MemberId, group_id: GroupId, token_id: str) -> None:
        """Make a bot's token worthless and put it out; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: no such group or bot, or the member is not in the group.
            Refused: ``not_allowed``, ``unavailable``.
        """
        await self._tokens.remove(self._scope.place(member_id, group_id, Action.REMOVE_BOT), token_id)

    def is_good(self, token: str) -> bool:
        """Tell whether a token whose bot was found is still good."""
        return self._tokens.is_good(token)

    async def bot_with(self, token: str) -> MemberId | None:
        """Return whose token it is, None for nobody's. Raises Refused ``unavailable``."""
        found = await self._tokens.find(token)
        if found is None:
            return None
        await self._tokens.see(found)
        return found.member_id
