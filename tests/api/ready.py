"""A server that runs, as a person starts it, with a bot that is at home there."""

from dataclasses import dataclass

from tests.browser.server import Server


@dataclass(frozen=True)
class Ready:
    """A server that runs, and the ids in it."""

    server: Server
    token: str
    group_id: str
    member_id: str
    ordinal: str
