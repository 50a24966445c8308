"""Every hook, on one screen.

An implementation is a function of the same name marked with `messenger.hook`, and takes only the arguments it wants.
Extensions are trusted code: a hook may do whatever the server may.
"""

from collections.abc import Awaitable, Sequence

import pluggy
from pydantic import BaseModel
from starlette.routing import BaseRoute

from messenger.extensions.marks import PROJECT
from messenger.extensions.messenger import Messenger
from messenger.extensions.offers import Entry, Page, Panel, Periodic
from messenger.model.changes import Change
from messenger.model.group import Group
from messenger.model.member import Member
from messenger.model.message import Message

hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def before_message(member: Member, group: Group, text: str) -> str | Awaitable[str | None] | None:
    """Change a text before it is accepted, or refuse it: ``raise Refused('rude', 'Please be kind.')``.

    Returns the text to take instead, None for no change. It has 200 ms; then it is skipped and reported, and after
    five in a row it is off until the extension is loaded again. A plain function runs in a thread.
    """


@hookspec
def after_change(change: Change, messenger: Messenger) -> Awaitable[None] | None:
    """Hear of a change that everybody sees already: ``match change.fact: case MessageSent(text=text): ...``.

    Runs in the background, one change after the other.
    """


@hookspec
def message_menu(message: Message, member: Member, messenger: Messenger) -> Sequence[Entry]:  # type: ignore[empty-body]
    """Return lines for the menu of a message, for the member who opens it: ``[Entry('Translate', translate)]``."""


@hookspec
def group_menu(group: Group, member: Member, messenger: Messenger) -> Sequence[Entry]:  # type: ignore[empty-body]
    """Return lines for the menu of a group, for the member who opens it."""


@hookspec
def composer_menu(group: Group, member: Member, messenger: Messenger) -> Sequence[Entry]:  # type: ignore[empty-body]
    """Return lines for the menu at the box in which messages are written: ``[Entry('Standup', ask)]``."""


@hookspec
def group_panel(group: Group, member: Member, messenger: Messenger) -> Sequence[Panel]:  # type: ignore[empty-body]
    """Return what opens beside a group, from its menu: ``[Panel('Board', build)]``."""


@hookspec
def page(messenger: Messenger) -> Page:  # type: ignore[empty-body]
    """Return a page of the site, with a line at the side: ``return Page('Notes', build)``."""


@hookspec
def routes(messenger: Messenger) -> Sequence[BaseRoute]:  # type: ignore[empty-body]
    """Return Starlette or FastAPI routes; ``Route('/push', push, methods=['POST'])`` answers at ``/api/x/<name>/push``.

    The member who asks, if any, is in ``request.state.session``; a foreign page cannot write with a member's cookie.
    """


@hookspec
def periodic(messenger: Messenger) -> Periodic:  # type: ignore[empty-body]
    """Return what is to be done again and again: ``return Periodic(timedelta(minutes=5), look_for_news)``."""


@hookspec
def settings() -> type[BaseModel]:  # type: ignore[empty-body]
    """Return a pydantic model of what the operator may choose: ``return Settings``; `messenger.settings` is one.

    Each field is a variable, ``MESSENGER_X_<NAME OF THE EXTENSION>_<FIELD>``. A wrong one, or a missing one that has
    no default, keeps the extension from being loaded.
    """


@hookspec
def start(messenger: Messenger) -> Awaitable[None] | None:
    """Begin: the server has started, or the extension was loaded or switched on. It has 10 seconds."""


@hookspec
def stop() -> Awaitable[None] | None:
    """End: the server stops, or the extension is loaded again or switched off. It has 10 seconds."""
