"""A whole server in memory: the real app with its pages, guards and live connections, and a time that can pass."""

import asyncio
from collections.abc import Coroutine, Generator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from starlette.types import ASGIApp

from messenger.accounts.cookies import SessionCookie
from messenger.accounts.secret_tokens import new_key
from messenger.app import App, Kept, build
from messenger.blobs.objects import ObjectBlobs
from messenger.journal.memory import MemoryJournal
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.group import Group, GroupKind
from messenger.model.ids import MemberId, new_request_id
from messenger.model.member import Member
from messenger.model.membership import Role
from messenger.testing.clock import Clock
from messenger.testing.isolation import let_elements_speak, nicegui_alone
from messenger.testing.lifespan import Lifespan
from messenger.testing.person import Person, Step
from messenger.testing.settings import settings_in_memory
from messenger.testing.tab import ADDRESS

WATERCOOLER = 'Watercooler'

T = TypeVar('T')


class Server:
    """A messenger that lives as long as a test. Use it by `with` or, where a loop runs, by `async with`.

    Alice, the first member and so an administrator, owns the open group Watercooler; Bob is in it. Whoever else is
    named comes when first asked for, as a member of no group.
    """

    def __init__(self, **settings: Any) -> None:
        """Prepare it; `settings` are those of `messenger.settings`, by name."""
        self._settings = settings_in_memory(**settings)
        self._people: dict[str, Person] = {}
        self._cookies: dict[str, httpx.Cookies] = {}
        self._own_loop: asyncio.Runner | None = None
        self._reset = ExitStack()
        self._app: App | None = None
        self._lifespan: Lifespan | None = None
        self._clock: Clock | None = None
        self._kept: Kept | None = None

    # Its life

    def __enter__(self) -> Self:
        self._own_loop = asyncio.Runner()
        self._own_loop.run(self.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._own_loop is not None
        try:
            self._own_loop.run(self.__aexit__(kind, error, trace))
        finally:
            self._own_loop.close()

    async def __aenter__(self) -> Self:
        self._clock = clock = Clock(asyncio.get_running_loop())
        clock.start()
        self._kept = Kept(
            journal=MemoryJournal(now=clock.now),
            tokens=MemoryTokens(now=clock.now),
            blobs=ObjectBlobs.in_memory(),
            key=new_key(),
        )
        await self._start()
        for name in ('Alice', 'Bob'):
            await self.cookies_of(name)
        await self._create(WATERCOOLER, 'Alice', ['Bob'], GroupKind.OPEN)
        return self

    async def __aexit__(self, *_: object) -> None:
        for person in self._people.values():
            await person.leave()
        await self._stop()
        self.clock.stop()

    async def _start(self) -> None:
        self._reset.enter_context(nicegui_alone())
        self._app = build(self._settings, kept=self._kept)
        await self._app.start()
        self._lifespan = Lifespan(self._app.asgi)
        await self._lifespan.start()
        let_elements_speak()

    async def _stop(self) -> None:
        assert self._lifespan is not None
        await self._lifespan.stop()
        await self.app.stop()
        self._reset.close()

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        """Do anything else that is asynchronous, in a plain test, and return its result.

        Example: `answer = server.does(server.http.get('/healthz'))`
        """
        assert self._own_loop is not None, 'A loop runs here already: use await.'
        return self._own_loop.run(work)

    def run(self, step: Coroutine[Any, Any, None]) -> Step:
        """Do a step: at once where no loop runs, else when it is awaited."""
        if self._own_loop is None:
            return step
        self.does(step)
        return Done()

    # What happens to it

    def passes(self, seconds: float) -> Step:
        """Let time pass, as long as you like, without waiting: whatever is due meanwhile happens at its moment."""
        return self.run(self.clock.passes(seconds))

    def restarts(self) -> Step:
        """Stop the server and start it again on what it kept; open pages are loaded again, as browsers do."""

        async def restart() -> None:
            await self.settle()
            for person in self._people.values():
                await person.leave()
            await self._stop()
            await self._start()

        return self.run(restart())

    async def settle(self) -> None:
        """Let everything come to rest."""
        await self.clock.settle()

    # Who and what is there

    @property
    def app(self) -> App:
        """The messenger itself, to look at what no page shows."""
        assert self._app is not None, 'The server has not been started: use it by `with` or `async with`.'
        return self._app

    @property
    def http(self) -> httpx.AsyncClient:
        """A client for HTTP routes, signed in as nobody; `Authorization` and the like are its headers."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.asgi), base_url=ADDRESS)

    @property
    def asgi(self) -> ASGIApp:
        """The application that browsers talk to."""
        return self.app.asgi

    @property
    def clock(self) -> Clock:
        """The time of the server."""
        assert self._clock is not None, 'The server has not been started: use it by `with` or `async with`.'
        return self._clock

    def person(self, name: str) -> Person:
        """Return somebody by name."""
        if name not in self._people:
            self._people[name] = Person(self, name)
        return self._people[name]

    def member(self, name: str) -> Member:
        """Return the member of a name."""
        member = self.app.store.member_named(name)
        if member is None:
            raise LookupError(f'Nobody called {name} has come yet')
        return member

    def group(self, name: str = WATERCOOLER) -> Group:
        """Return the group of a name."""
        store = self.app.store
        for member in store.members():
            for group in store.groups_of(member.id):
                if group.name == name:
                    return group
        raise LookupError(f'There is no group called {name}')

    def path_of(self, place: str) -> str:
        """Return the address of a group, by its name, or of what is an address already."""
        return place if place.startswith('/') else f'/groups/{self.group(place or WATERCOOLER).id}'

    async def cookies_of(self, name: str) -> httpx.Cookies:
        """Return the cookies of somebody, who signs in if need be."""
        if name not in self._cookies:
            signed_in = await self.app.accounts.sign_in(name, 'a test')
            self._cookies[name] = httpx.Cookies({SessionCookie(is_https=False).name: signed_in.secret})
        return self._cookies[name]

    # Groups and rights

    def creates(self, name: str, *, by: Person, members: Sequence[Person] = (), is_private: bool = False) -> Step:
        """Create a group, whose owner is `by`."""
        kind = GroupKind.PRIVATE if is_private else GroupKind.OPEN
        return self.run(self._create(name, by.name, [member.name for member in members], kind))

    def admits(self, person: Person, to: str = WATERCOOLER) -> Step:
        """Bring somebody into a group, on an owner's invitation."""
        return self.run(self._admit(person.name, self.group(to)))

    def appoints(self, person: Person, role: Role | str, in_group: str = WATERCOOLER) -> Step:
        """Make a member an owner, a moderator, or a plain member again."""

        async def appoint() -> None:
            group = self.group(in_group)
            memberships = self.app.actions.memberships
            await memberships.set_role(self._owner(group), group.id, person.id, Role(role), new_request_id())

        return self.run(appoint())

    def removes(self, person: Person, out_of: str = WATERCOOLER) -> Step:
        """Let an owner remove a member from a group."""

        async def remove() -> None:
            group = self.group(out_of)
            await self.app.actions.memberships.remove(self._owner(group), group.id, person.id, new_request_id())

        return self.run(remove())

    async def _create(self, name: str, owner: str, members: Sequence[str], kind: GroupKind) -> None:
        await self.cookies_of(owner)
        group = await self.app.actions.groups.create_group(self.member(owner).id, name, kind, new_request_id())
        for member in members:
            await self._admit(member, group)

    async def _admit(self, name: str, group: Group) -> None:
        await self.cookies_of(name)
        await self.app.actions.memberships.invite(self._owner(group), group.id, name, new_request_id())

    def _owner(self, group: Group) -> MemberId:
        memberships = self.app.store.members_of(group.id)
        return next(each.member_id for each in memberships if each.role is Role.OWNER)


class Done:
    """What is done already, and may be awaited all the same."""

    def __await__(self) -> Generator[Any, None, None]:
        return
        yield
