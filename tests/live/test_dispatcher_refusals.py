"""What no page of ours sends is counted by its reason and does nothing."""

from tests.live.server import Server
from tests.live.tab import Tab


def refused(server: Server, reason: str) -> int:
    return server.run(f"return live.stats.refused['{reason}']")


async def test_a_message_of_a_kind_that_nobody_knows_does_nothing(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/r-kind')
        before = refused(server, 'kind')
        await alice.emit('become_owner', {'client_id': alice.client_id})
        await alice.settle()
        assert refused(server, 'kind') == before + 1


async def test_an_event_of_an_element_that_the_page_does_not_have_does_nothing(server: Server) -> None:
    """As of a private button that is clicked while the server takes it away."""
    async with Tab(server.url) as alice:
        await alice.open('/room/r-gone')
        gone = alice.event(alice.find('private'))
        server.run(f"""
            client = Client.instances['{alice.client_id}']
            client.elements[{gone['id']}].delete()
        """)
        before = refused(server, 'no element')
        await alice.emit('event', gone)
        await alice.settle()
        assert refused(server, 'no element') == before + 1
    assert server.run('return seen') == []
