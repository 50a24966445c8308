"""Uploads through the whole server: its guards, its socket, its disk."""

import asyncio
import resource

import httpx
import pytest
import pytest_asyncio

from tests.browser.server import Server
from tests.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope='module')

MEGABYTE = 1024 * 1024


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp('data'), attachment_megabytes='1', pages_per_minute='5')
    await server.start()
    yield server
    assert await server.stop() == 0
    assert not [line for line in server.output if 'Traceback' in line], ''.join(server.output)


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def alice(server):
    alice = Visitor(server.url)
    await alice.sign_in('Alice')
    yield alice
    await alice.close()


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def address(server, alice):
    """Where Alice uploads to her lobby."""
    page = await alice.http.get('/')
    return '/files/' + page.text.split('/groups/')[1][:12]


def kept(server):
    """What lies in the folder of files."""
    return [each for each in (server.data / 'blobs').rglob('*') if each.is_file()]


async def test_another_site_cannot_upload(server, alice, address):
    answer = await alice.http.post(address, content=b'x', headers={'Origin': 'https://evil.example'})
    assert answer.status_code == 403
    assert kept(server) == []


async def test_nobody_uploads_without_signing_in(server, address):
    async with httpx.AsyncClient(base_url=server.url) as nobody:
        assert (await nobody.post(address, content=b'x')).status_code == 401


class Wire:
    """A connection on which anything can be said."""

    def __init__(self, server, alice, address):
        self._port = server.port
        cookies = '; '.join(f'{name}={value}' for name, value in alice.http.cookies.items())
        self._head = (
            f'POST {address}?name=big.bin HTTP/1.1\r\nHost: localhost:{server.port}\r\n'
            f'Origin: {server.url}\r\nCookie: {cookies}\r\n'
        )

    async def says(self, header, body=b''):
        """Begin an upload."""
        self._reader, self._writer = await asyncio.open_connection('localhost', self._port)
        self._writer.write(f'{self._head}{header}\r\n\r\n'.encode() + body)
        await self._writer.drain()

    async def hears(self):
        """Read the answer to its end."""
        answer = (await self._reader.read()).decode()
        await self.breaks()
        return answer

    async def breaks(self):
        """Close the connection."""
        self._writer.close()
        await self._writer.wait_closed()


@pytest.fixture
def wire(server, alice, address):
    return Wire(server, alice, address)


async def test_too_large_a_file_is_refused_by_its_announced_length(server, wire):
    await wire.says(f'Content-Length: {3 * MEGABYTE}')
    assert (await wire.hears()).startswith('HTTP/1.1 413')
    assert kept(server) == []


async def test_too_large_a_file_whose_length_was_not_told_is_refused_while_it_arrives(server, wire):
    too_much = b'x' * (MEGABYTE + 1)
    await wire.says('Transfer-Encoding: chunked', f'{len(too_much):x}\r\n'.encode() + too_much)
    answer = await wire.hears()
    assert answer.startswith('HTTP/1.1 413')
    assert answer.endswith('big.bin is too large: files up to 1 MB can be sent.\n')
    assert kept(server) == []


async def test_a_connection_that_breaks_leaves_nothing(server, alice, wire):
    await wire.says('Content-Length: 900000', b'x' * 300_000)
    await wire.breaks()
    assert (await alice.http.get('/healthz')).status_code == 200
    assert kept(server) == []


@pytest.mark.skipif(not hasattr(resource, 'prlimit'), reason='only Linux limits the files of a running process')
async def test_a_full_disk_is_told_and_leaves_nothing(server, alice, address):
    server.fill_disk()
    try:
        answer = await alice.http.post(f'{address}?name=a.bin', content=b'x' * 100_000)
    finally:
        server.free_disk()
    assert answer.status_code == 503
    assert 'no room' in answer.text
    assert kept(server) == []


async def test_many_pictures_are_not_many_pages(server, alice, address):
    for _ in range(20):
        assert (await alice.http.get(f'{address}/nothing22222/thumb')).status_code == 404


async def test_what_is_uploaded_lies_in_the_data_folder_for_its_owner_alone(server, alice, address):
    answer = await alice.http.post(f'{address}?name=a.txt', content=b'hello')
    assert answer.status_code == 201
    assert [each.read_bytes() for each in kept(server)] == [b'hello']
    assert (server.data / 'blobs').stat().st_mode & 0o777 == 0o700
