"""How long and how often to measure."""

from dataclasses import dataclass
from pathlib import Path

from bench.servers import AsyncPeer, FlaskPeer, Messenger, NiceGuiPeer, Server

OURS = Messenger()
FLASK = FlaskPeer()
ASYNC = AsyncPeer()
NICEGUI = NiceGuiPeer()
SERVERS: tuple[Server, ...] = (OURS, FLASK, ASYNC, NICEGUI)
DEFAULT_PLOT = Path('docs/bench.png')
VIEWERS = (50, 200, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The run that was asked for."""

    servers: tuple[Server, ...] = SERVERS
    viewers: tuple[int, ...] = VIEWERS
    rounds: int = 3
    """How often each point of the deliveries is measured; the median counts."""
    saturate_seconds: float = 4.0
    trickle_seconds: float = 6.0
    lone_messages: int = 30
    idle_seconds: float = 26.0
    """Longer than the interval of Engine.IO's pings (15 s in ours, 25 s in the peers)."""
    pages: int = 20
    journal_seconds: float = 10.0
    searched_messages: int = 1_000_000
    plot: Path | None = DEFAULT_PLOT


def quick(options: Options) -> Options:
    """Return the short form of a run: one round, a few seconds a point."""
    return Options(
        servers=options.servers,
        viewers=options.viewers,
        rounds=1,
        saturate_seconds=2.0,
        trickle_seconds=4.0,
        lone_messages=options.lone_messages,
        idle_seconds=16.0,
        pages=10,
        journal_seconds=4.0,
        searched_messages=200_000,
        plot=options.plot,
    )
