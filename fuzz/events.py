"""Attackers who know every id send events; nothing happens that a control on their own page would not do."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException

from bench.report import Verdict, at_least, at_most
from fuzz.frames import Frames, Known
from fuzz.plan import Plan
from tests.live.server import Server
from tests.live.tab import Tab

ROOM_SIZE = 10
"""Attackers in one room; what they enter is sent to the others in it."""
FRAMES_PER_SECOND = 22
"""Of one attacker: a little more than the server hears."""
HONEST_SECONDS = 0.25
SEED = 2026
MEMORY_MEGABYTES = 60
LOG_KILOBYTES = 200
QUIET_SECONDS = 10.0
"""Pages of this site outlive their sockets by two."""
LOOK_SECONDS = 0.25

SITE = (Path(__file__).parent / 'rooms.txt').read_text()


def run(plan: Plan) -> Sequence[Verdict]:
    """Let so many pages send so many frames to a server of their own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / 'server.log')
        try:
            return asyncio.run(Siege(server, plan).run())
        finally:
            server.stop()


class Attacker(Tab):
    """A socket of a page that reads nothing but what keeps it open."""

    def __init__(self, url: str, session: str, room: str) -> None:
        super().__init__(url, session)
        self.room = room
        self.comebacks = 0

    async def take(self, frame: str) -> None:
        """Answer pings and the handshake."""
        if frame == '2' or frame.startswith(('40', '44')):
            await super().take(frame)
            self.frames.clear()

    async def come(self) -> None:
        """Open a page, or come back to it; a new one when the old is gone."""
        await self.lose()
        self.comebacks += 1
        if self.client_id:
            await self.connect()
        if self.socket is None or self.refused:
            await self.lose()
            await self.open(f'/room/{self.room}')


class Siege:
    """One server, many attackers, and one honest viewer among them."""

    def __init__(self, server: Server, plan: Plan, site: str = SITE) -> None:
        self._server = server
        self._plan = plan
        self._site = site
        self._sent = 0
        self._clicks = 0
        self._known: list[Known] = []

    async def run(self) -> Sequence[Verdict]:
        """Attack, look on, and judge."""
        rooms = [f'fuzz-{number}' for number in range(-(-self._plan.attackers // ROOM_SIZE))]
        self._server.run(self._site.replace('ROOMS', repr(rooms)))
        async with Tab(self._server.url, 'alice') as honest:
            await honest.open(f'/room/{"+".join([*rooms[:2], "fuzz-other"])}')
            attackers = [
                Attacker(self._server.url, f'mallory{number % 2 or "-banned"}', rooms[number // ROOM_SIZE])
                for number in range(self._plan.attackers)
            ]
            await asyncio.gather(*(attacker.come() for attacker in attackers))
            self._learn()
            elements, before = self._count('elements'), self._memory()
            clicking = asyncio.create_task(self._click(honest))
            frames = self._plan.frames // len(attackers)
            await asyncio.gather(*(self._attack(each, SEED + at, frames) for at, each in enumerate(attackers)))
            clicking.cancel()
            await asyncio.gather(clicking, return_exceptions=True)
            await honest.settle()
            comebacks = sum(attacker.comebacks for attacker in attackers)
            await asyncio.gather(*(attacker.lose() for attacker in attackers))
            await self._wait_for_quiet()
            async with Tab(self._server.url, 'alice') as fresh:
                await fresh.open(f'/room/{"+".join([*rooms[:2], "fuzz-other"])}')
                await honest.settle()
                is_same = _shared(honest) == _shared(fresh)
            print(f'events: the attackers came back {comebacks} times', file=sys.stderr)
            return self._judge(elements, before, is_same=is_same)

    async def _attack(self, attacker: Attacker, seed: int, count: int) -> None:
        def is_shown(known: Known) -> bool:
            events = attacker.elements.get(known.element_id, {}).get('events', [])
            return any(event['listener_id'] == known.listener_id for event in events)

        frames = Frames(seed, lambda: attacker.client_id, self._known, is_shown)
        began_at = time.monotonic()
        for number in range(count):
            await asyncio.sleep(began_at + number / FRAMES_PER_SECOND - time.monotonic())
            try:
                assert attacker.socket is not None
                await attacker.socket.send(frames.next())
            except (WebSocketException, OSError, UnicodeError):
                await attacker.come()
            self._sent += 1

    async def _click(self, honest: Tab) -> None:
        while True:
            await honest.click('honest')
            self._clicks += 1
            await asyncio.sleep(HONEST_SECONDS)

    async def _wait_for_quiet(self) -> None:
        """Wait until the pages of the attackers are gone, if they go."""
        for _ in range(int(QUIET_SECONDS / LOOK_SECONDS)):
            if self._count('pages') <= 1:
                return
            await asyncio.sleep(LOOK_SECONDS)

    def _learn(self) -> None:
        """Find out every listener there is, and a few that were."""
        self._known += [Known(*each) for each in self._server.run('return site.fuzz.listeners()')]

    def _count(self, name: str) -> int:
        return int(self._server.run(f'return site.fuzz.{name}()'))

    def _memory(self) -> float:
        return float(self._server.run('return site.fuzz.megabytes()'))

    def _judge(self, elements: int, before: float, *, is_same: bool) -> Sequence[Verdict]:
        server = self._server
        done: list[Any] = server.run('return seen')
        wrong = server.run('return site.fuzz.wrong()')
        honest = sum(each == ['alice', 'honest', None] for each in done)
        log = server.log()
        refused = server.run('return dict(live.stats.refused)')
        print(f'events: refused {dict(sorted(refused.items()))}', file=sys.stderr)
        for each in wrong[:10]:
            print(f'events: {each}', file=sys.stderr)
        if 'Traceback' in log:
            print(log[log.index('Traceback') :][:2_000], file=sys.stderr)
        return [
            at_least('events: frames sent by attackers', self._sent, self._plan.frames),
            at_least(
                'events: of these, what a control on their page does', len(done) - honest, self._plan.frames / 1000
            ),
            at_most('events: what no control on their page does', len(wrong), 0),
            at_most('events: clicks of an honest viewer without effect', self._clicks - honest, 0),
            at_least('events: what the honest viewer sees is what is there', int(is_same), 1),
            at_most('events: errors in the log', log.count('Traceback'), 0),
            at_most('events: log', len(log) / 1000, LOG_KILOBYTES, 'kB'),
            at_most('events: elements more than before', self._count('elements') - elements, 0),
            at_most('events: pages of attackers held', self._count('pages') - 2, 0),
            at_most('events: memory more than before', self._memory() - before, MEMORY_MEGABYTES, 'MB'),
        ]


def _shared(tab: Tab) -> dict[int, Any]:
    return {
        element_id: {key: value for key, value in element.items() if key != 'preserved_props'}
        for element_id, element in tab.elements.items()
        if element_id >= 2**26
    }
