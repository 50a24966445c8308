"""Wires everything: journal, feed, store, bodies, actions, accounts, live, pages, guards."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from messenger import data_folder, pages
from messenger.accounts.accounts import Accounts
from messenger.accounts.cookies import SessionCookie
from messenger.accounts.device_links import DeviceLinks
from messenger.accounts.secret_tokens import new_key
from messenger.accounts.sessions import Sessions
from messenger.actions import Actions, make_actions
from messenger.actions.attachments import AttachmentLimits
from messenger.actions.limits import ActionLimits
from messenger.api.api import Api
from messenger.api.outgoing import Outgoing
from messenger.blobs.contract import Blobs
from messenger.blobs.objects import ObjectBlobs
from messenger.components.filling import fill
from messenger.components.outdated import ask_to_reload
from messenger.extensions.extensions import Extensions
from messenger.extensions.hooking import Hooking
from messenger.guards.identity import session_in
from messenger.journal.bus import LocalBus
from messenger.journal.contract import Journal, Picture, Tokens
from messenger.journal.feed import Feed
from messenger.journal.memory import MemoryJournal
from messenger.journal.memory_tokens import MemoryTokens
from messenger.journal.migrate import migrate
from messenger.journal.sql import SqlJournal, SqlTokens
from messenger.live import Live, Remedies
from messenger.operator_commands import Operator
from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Fetcher
from messenger.previews.previews import Previews
from messenger.rendering.bodies import Bodies
from messenger.routes import assets
from messenger.routes.devices import Devices
from messenger.routes.files import Files
from messenger.routes.health import Health
from messenger.routes.hooks import Hooks
from messenger.routes.invitations import Invitations
from messenger.routes.metrics import Metrics
from messenger.routes.pictures import MemberPictures
from messenger.routes.previews import PreviewPictures
from messenger.routes.sign_in import SignIn
from messenger.settings import Settings
from messenger.site import make_site
from messenger.store.store import Store
from messenger.words import plain_word


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """All parts, wired; nothing runs before `start`."""

    settings: Settings
    journal: Journal
    tokens: Tokens
    blobs: Blobs
    feed: Feed
    store: Store
    bodies: Bodies
    actions: Actions
    accounts: Accounts
    live: Live
    extensions: Extensions
    api: Api
    outgoing: Outgoing
    previews: Previews
    metrics: Metrics
    operator: Operator
    asgi: ASGIApp

    async def start(self, *, is_serving: bool = True) -> None:
        """Open the journal, load the picture and make sure that the lobby is there. Raises JournalUnusable.

        Without `is_serving`, for the operator's commands, no extension runs.
        """
        self.metrics.start()
        await self.journal.open()
        await self.blobs.open()
        await self.feed.start()
        await self.actions.start()
        lobby = await self.actions.groups.provide_lobby(self.settings.lobby) if self.settings.lobby else None
        await self.accounts.start(lobby.id if lobby else None)
        await self._name_administrators()
        if is_serving:
            await self.extensions.start()
            await self.outgoing.start()
            if self.settings.link_previews:
                self.previews.start()

    async def _name_administrators(self) -> None:
        """Let a name that was added to the setting count for whoever bears it already."""
        for name in self.settings.admins:
            member = self.store.member_named(name)
            if member:
                await self.actions.members.make_administrator(member.id)

    async def goodbye(self) -> None:
        """Tell every page and every program that follows that the server stops; let no new ones in."""
        self.api.followers.close()
        await self.live.goodbye()

    async def stop(self) -> None:
        """Keep what is buffered, then close the journal; right also after a start that failed halfway."""
        self.metrics.stop()
        await self.previews.stop()
        await self.outgoing.stop()
        await self.extensions.stop()
        await self.accounts.stop()
        await self.actions.stop()
        await self.feed.stop()
        await self.journal.close()
        await self.bodies.stop()


def build(settings: Settings, *, kept: 'Kept | None' = None) -> App:
    """Wire the messenger. Migrates the database if need be. Raises JournalUnusable, DataFolderUnusable.

    `kept` takes the place of what the settings name: what an earlier server left in memory.
    """
    metrics = Metrics(settings.metrics_token)
    kept = kept or _kept(settings, metrics)
    store, bodies = Store(), Bodies()
    feed = Feed(kept.journal, LocalBus(), store.apply, _forgetting(store))
    hooking = Hooking(store.is_extension_on)
    actions = _actions(settings, kept, store, bodies, hooking)
    extensions = Extensions(folder=settings.extensions, store=store, actions=actions, hooking=hooking)
    accounts = _accounts(kept, store, actions)
    live = _live(accounts)
    metrics.follow(store, live)
    api = Api(title=settings.title, actions=actions, store=store, blobs=kept.blobs)
    doors = [
        *_doors(settings, accounts, actions, Health(kept.journal, feed)),
        *Files(actions.attachments, kept.blobs).routes(),
        *MemberPictures(actions.pictures).routes(),
        *PreviewPictures(actions.previews).routes(),
        *metrics.routes(),
        *api.routes(),
        *extensions.routes.routes(),
    ]
    outgoing = _outgoing(settings, actions, store)
    metrics.follow_programs(api.followers.__len__, lambda: outgoing.attempts)
    app = App(
        settings=settings,
        journal=kept.journal,
        tokens=kept.tokens,
        blobs=kept.blobs,
        feed=feed,
        store=store,
        bodies=bodies,
        actions=actions,
        accounts=accounts,
        live=live,
        extensions=extensions,
        api=api,
        outgoing=outgoing,
        previews=_previews(settings, actions, store, bodies),
        metrics=metrics,
        operator=Operator(store=store, members=actions.members, accounts=accounts, address=settings.address),
        asgi=make_site(settings, accounts, doors, api),
    )
    pages.register(app)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What outlives the process, unless it is told to keep nothing: changes, secrets, files, and a key to sign with."""

    journal: Journal
    tokens: Tokens
    blobs: Blobs
    key: bytes


def _kept(settings: Settings, metrics: Metrics) -> Kept:
    if settings.keeps_nothing:
        return Kept(journal=MemoryJournal(), tokens=MemoryTokens(), blobs=ObjectBlobs.in_memory(), key=new_key())
    migrate(settings.database_url, settings.data)
    journal = SqlJournal(settings.database_url, observe=metrics.note_commit)
    return Kept(
        journal=journal,
        tokens=SqlTokens(journal),
        blobs=ObjectBlobs.in_folder(data_folder.provide_folder(settings.data, 'blobs')),
        key=data_folder.provide_secret(settings.data),
    )


def _forgetting(store: Store) -> Callable[[Picture], Awaitable[None]]:
    async def forget(picture: Picture) -> None:
        store.load(picture)

    return forget


def _actions(settings: Settings, kept: Kept, store: Store, bodies: Bodies, hooking: Hooking) -> Actions:
    return make_actions(
        journal=kept.journal,
        tokens=kept.tokens,
        store=store,
        bodies=bodies,
        blobs=kept.blobs,
        key=kept.key,
        admins=settings.admins,
        limits=ActionLimits(
            sends_per_10_seconds=settings.sends_per_10_seconds,
            send_burst=settings.send_burst,
            reactions_per_minute=settings.reactions_per_minute,
            widget_changes_per_minute=settings.widget_changes_per_minute,
            searches_per_minute=settings.searches_per_minute,
            uploads_per_minute=settings.uploads_per_minute,
        ),
        message_characters=settings.message_characters,
        attachment_limits=AttachmentLimits(
            most_megabytes=settings.attachment_megabytes, most_of_a_message=settings.attachments_per_message
        ),
        before_message=hooking.before_message,
    )


def _outgoing(settings: Settings, actions: Actions, store: Store) -> Outgoing:
    allows_http = actions.outgoing.allows_http = bool(settings.outgoing_networks)

    def make_fetcher() -> Fetcher:
        return Fetcher(agent=AGENT, allowed=Allowed(settings.outgoing_networks), allows_http=allows_http)

    return Outgoing(actions=actions, store=store, make_fetcher=make_fetcher)


def _previews(settings: Settings, actions: Actions, store: Store, bodies: Bodies) -> Previews:
    networks = settings.preview_networks

    def make_fetcher() -> Fetcher:
        return Fetcher(agent=PREVIEW_AGENT, allowed=Allowed(networks), allows_http=bool(networks))

    return Previews(
        store=store,
        actions=actions.previews,
        bodies=bodies,
        make_fetcher=make_fetcher,
        allows_http=bool(networks),
    )


def _accounts(kept: Kept, store: Store, actions: Actions) -> Accounts:
    return Accounts(
        sessions=Sessions(kept.tokens, kept.key, _now),
        device_links=DeviceLinks(kept.tokens, kept.key, _now),
        store=store,
        members=actions.members,
        memberships=actions.memberships,
    )


AGENT = 'Messenger-Webhooks/1'
PREVIEW_AGENT = 'Messenger-Previews/1'

REMEDIES = Remedies(
    timer='take a parameter named `every` and call every(seconds, callback)',
    upload='let members attach files to messages, which are checked, counted and deleted with them',
    storage='keep it in `state`, which all see and which lasts',
    answer='call it without await, or ask ui.context.client in a handler',
)
"""What authors of extensions have instead of what a shared element cannot do."""


def _live(accounts: Accounts) -> Live:
    def session_of(connection: HTTPConnection) -> str | None:
        session = session_in(connection.scope)
        return session.id if session and accounts.is_open(session) else None

    broken = plain_word('This cannot be displayed.')
    live = Live(session_of=session_of, fill=fill, broken=broken, remedies=REMEDIES, on_outdated=ask_to_reload)
    live.install()
    accounts.listen(lambda session_id: live.close_session(session_id, path='/sign-in'))
    return live


def _doors(settings: Settings, accounts: Accounts, actions: Actions, health: Health) -> list[BaseRoute]:
    cookie = SessionCookie(is_https=settings.is_https)
    return [
        *SignIn(settings.title, accounts, cookie).routes(),
        *Devices(settings.title, accounts, cookie).routes(),
        *Invitations(settings.title, actions.invitations).routes(),
        *Hooks(actions.incoming, settings.message_characters).routes(),
        *health.routes(),
        *assets.routes(),
    ]


def _now() -> datetime:
    return datetime.now(UTC)
