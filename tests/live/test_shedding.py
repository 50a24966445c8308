import inspect

import engineio
from engineio import async_socket
from starlette.requests import HTTPConnection, Request

from tests.live.server import Server
from tests.live.tab import Tab


async def test_an_open_page_keeps_who_asked_and_not_the_way_it_came(server: Server) -> None:
    async with Tab(server.url) as tab:
        await tab.open('/room/shed')
        kept = server.run(f"""
            from contextlib import AsyncExitStack
            client = Client.instances['{tab.client_id}']
            connection, = live._pages[client.id].connections.values()
            request, protocol = client.request, connection.protocol
            return {{
                'cookie': request.cookies['messenger_session'],
                'path': request.url.path,
                'address': client.ip,
                'stacks': [key for key, value in request.scope.items() if isinstance(value, AsyncExitStack)],
                'ways': [request._receive.__name__, request._send.__name__],
                'handshake': [protocol.request, protocol.response],
                'environ': [key for key in client.environ if key.startswith('HTTP_') or key == 'wsgi.input'],
                'query': 'client_id' in client.environ['QUERY_STRING'],
            }}
        """)
    assert kept == {
        'cookie': 'alice',
        'path': '/room/shed',
        'address': '127.0.0.1',
        'stacks': [],
        'ways': ['empty_receive', 'empty_send'],
        'handshake': [None, None],
        'environ': [],
        'query': True,
    }


def test_nothing_reads_later_what_is_let_go() -> None:
    text = inspect.getsource(async_socket.AsyncSocket)
    assert text.count("environ['wsgi.input']") == 1  # of a POST
    assert text.count("environ.get('HTTP_") == 2
    assert "environ.get('HTTP_" not in inspect.getsource(async_socket.AsyncSocket._websocket_handler)
    text = inspect.getsource(engineio.AsyncServer.handle_request)
    assert text.index('if not isinstance(r, dict):') < text.index("environ.get('HTTP_ACCEPT_ENCODING'")
    assert 'self._receive = receive' in inspect.getsource(Request.__init__)
    assert 'self._send = send' in inspect.getsource(Request.__init__)
    assert 'self.scope = scope' in inspect.getsource(HTTPConnection.__init__)
