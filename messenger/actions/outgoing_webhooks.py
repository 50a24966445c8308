"""Addresses that are told what happens in a group, each in the name of a bot that belongs to it."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from messenger.actions.bot_tokens import BotTokens
from messenger.actions.scope import Scope
from messenger.journal.contract import Token
from messenger.languages import DEFAULT, Sentence, marked
from messenger.model.ids import GroupId, MemberId
from messenger.model.permissions import Action
from messenger.model.refused import Refused
from messenger.outbound.address import parse_address
from messenger.outbound.not_fetched import NotFetched

SECRET_PREFIX = 'whsec_'  # noqa: S105 - what stands before each
"""Of secrets as https://www.standardwebhooks.com writes them."""

ANSWERED = marked('It answered {status} instead of 200.')
"""The trouble with an address that does not take what it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingWebhook:
    """What may be shown of one: everything but its secret."""

    id: str
    name: str
    url: str
    why: Sentence | None
    """Why the last attempt failed; None when it did not."""

    @property
    def trouble(self) -> str:
        """The same in English; empty for none."""
        return self.why.said(DEFAULT) if self.why else ''


class OutgoingWebhookActions:
    """What keepers of a group do with its outgoing webhooks; who delivers hears of each."""

    def __init__(self, *, scope: Scope, tokens: BotTokens, key: bytes) -> None:
        """`key` is what the secrets are made from, so that none has to be kept."""
        self._scope = scope
        self._tokens = tokens
        self._key = key
        self._troubles: dict[str, Sentence] = {}
        self._hear: Callable[[Token], None] = _nobody
        self.allows_http = False
        """Whether addresses may begin with http://, for networks that the operator allows."""

    async def add_outgoing(self, member_id: MemberId, group_id: GroupId, name: str, url: str) -> str:
        """Tell an address what happens in a group from now on; returns the secret that signs it.

        Durable when this returns. Emits MemberRegistered, MemberJoined: what is told is told to a bot of this name.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``not_allowed``, ``bad_address``, ``too_many``, ``bad_name``, ``name_taken``, ``too_fast``,
                ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.ADD_OUTGOING)
        try:
            address = str(parse_address(url.strip(), allows_http=self.allows_http))
        except NotFetched as error:
            raise Refused('bad_address', error.template, **error.values) from error
        token = await self._tokens.find(await self._tokens.add(place, name, label=address))
        assert token is not None
        self._hear(token)
        return SECRET_PREFIX + base64.b64encode(self.secret_of(token)).decode()

    async def list_outgoing(self, member_id: MemberId, group_id: GroupId) -> list[OutgoingWebhook]:
        """Return a group's webhooks, oldest first. Raises NotFound, Refused ``not_allowed``, ``unavailable``."""
        self._scope.place(member_id, group_id, Action.LIST_OUTGOING)
        found = await self._tokens.shown(group_id)
        self._scope.place(member_id, group_id, Action.LIST_OUTGOING)
        return [
            OutgoingWebhook(id=each.id, name=each.name, url=each.label, why=self._troubles.get(each.id))
            for each in found
        ]

    async def remove_outgoing(self, member_id: MemberId, group_id: GroupId, webhook_id: str) -> None:
        """Tell an address no more and put its bot out; durable when this returns. Emits MemberLeft.

        Raises:
            NotFound: no such group or webhook, or the member is not in the group.
            Refused: ``not_allowed``, ``unavailable``.
        """
        await self._tokens.remove(self._scope.place(member_id, group_id, Action.REMOVE_OUTGOING), webhook_id)

    # For who delivers

    async def all_outgoing(self, hear: Callable[[Token], None]) -> list[Token]:
        """Return the webhooks of all groups, and let `hear` have each that is added. Raises Refused ``unavailable``."""
        self._hear = hear
        return await self._tokens.alive()

    def secret_of(self, token: Token) -> bytes:
        """Return what signs the deliveries of a webhook."""
        return hmac.digest(self._key, f'outgoing {token.id}'.encode(), hashlib.sha256)

    def note_trouble(self, token: Token, trouble: Sentence | None) -> None:
        """Let keepers see why the last attempt failed; None when it did not."""
        if trouble:
            self._troubles[token.id] = trouble
        else:
            self._troubles.pop(token.id, None)


def _nobody(_token: Token) -> None:
    """Stand in until somebody delivers."""
