"""How many server-side pages one member may have, over all devices."""

from nicegui import Client

from messenger.guards.identity import session_in
from messenger.live import end_page
from messenger.model.ids import MemberId


class Tabs:
    """Keeps a member's pages below a number by dropping those whose browser is gone, the oldest first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def make_room(self, member_id: MemberId) -> bool:
        """Make room for one more page; tell whether there is any."""
        own = [client for client in Client.instances.values() if _owner(client) == member_id]
        gone = sorted((page for page in own if not page.has_socket_connection), key=lambda page: page.created)
        surplus = len(own) - self._limit + 1
        for client in gone[: max(0, surplus)]:
            end_page(client)
        return surplus <= len(gone)


def _owner(client: Client) -> MemberId | None:
    try:
        session = session_in(client.request.scope)
    except RuntimeError:  # a page that no browser asked for
        return None
    return session.member_id if session else None
