"""Switching extensions on and off."""

from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.languages import marked
from messenger.model.changes import Change, ExtensionSwitched
from messenger.model.ids import SITE, MemberId, RequestId
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import Refused

NAME_CHARACTERS = 100

_ON_ALREADY = marked('{name} is on already: there is nothing left to do.')
_OFF_ALREADY = marked('{name} is off already: there is nothing left to do.')


class ExtensionActions:
    """What administrators do with extensions."""

    def __init__(self, *, scope: Scope, submissions: Submissions) -> None:
        self._scope = scope
        self._submissions = submissions

    async def switch_extension(self, member_id: MemberId, name: str, is_on: bool, request_id: RequestId) -> Change:
        """Switch an extension on or off for everybody; durable when this returns. Emits ExtensionSwitched.

        Raises:
            NotFound: nobody asks.
            Refused: ``not_allowed`` for who is no administrator, ``unchanged``, ``bad_name``, ``unavailable``.
        """
        asker = self._scope.member(member_id)
        standings = {Standing.ADMINISTRATOR} if asker.is_administrator else {Standing.NON_MEMBER}
        if not is_allowed(Action.SWITCH_EXTENSION, standings):
            raise Refused('not_allowed', 'Only administrators can switch extensions. Ask one of them.')
        earlier = self._submissions.earlier(member_id, SITE, request_id, ExtensionSwitched)
        if earlier is not None:
            return earlier
        if not 0 < len(name) <= NAME_CHARACTERS:
            raise Refused('bad_name', 'The name of an extension has 1 to {most} characters.', most=NAME_CHARACTERS)
        if self._scope.store.is_extension_on(name) is is_on:
            raise Refused('unchanged', _ON_ALREADY if is_on else _OFF_ALREADY, name=name)
        return await self._submissions.submit(member_id, request_id, ExtensionSwitched(name=name, is_on=is_on))
