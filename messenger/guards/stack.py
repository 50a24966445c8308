"""Puts the guards around the pages, in their order."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from messenger.accounts.accounts import Accounts
from messenger.accounts.cookies import SessionCookie
from messenger.guards.access import Access
from messenger.guards.bodies import Bodies
from messenger.guards.completion import Completion
from messenger.guards.cutoff import Cutoff
from messenger.guards.gate import Gate
from messenger.guards.headers import Headers
from messenger.guards.hosts import Hosts
from messenger.guards.identity import Identity
from messenger.guards.interruption import Interruption
from messenger.guards.origins import Origins
from messenger.guards.rates import Rates
from messenger.guards.sockets import Sockets
from messenger.guards.tabs import Tabs
from messenger.guards.turns import Turns
from messenger.guards.whole_files import WholeFiles
from messenger.settings import Settings


def guard(
    app: ASGIApp,
    settings: Settings,
    accounts: Accounts,
    *,
    doors: Sequence[BaseRoute],
    pages: Starlette,
) -> ASGIApp:
    """Wrap the app; `doors` are the routes open to everybody, `pages` the app whose routes need a member."""
    app = WholeFiles(app)
    app = Turns(app, doors=doors)
    app = Sockets(app, settings)
    app = Gate(app, settings, doors=doors, pages=pages, tabs=Tabs(settings.tabs_per_member))
    app = Bodies(app, settings)
    app = Rates(app, settings)
    app = Cutoff(app, accounts)
    app = Identity(app, accounts, SessionCookie(is_https=settings.is_https))
    app = Origins(app, settings)
    app = Hosts(app, settings)
    app = Headers(app, settings)
    app = Access(app)
    app = Completion(app)
    return Interruption(app)
