"""Who may no more is shown out: pages, sockets, streams, uploads and downloads end within two seconds on a real server.

What ends the right is done by somebody else, from another session: that is the moment from which is measured.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed

from messenger.accounts.cookies import NAME as COOKIE
from tests.browser.server import ROOT, free_port
from tests.ending_site import MARK
from tests.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope='module')

WITHIN_SECONDS = 2
FILE_BYTES = 24 * 1024 * 1024
"""More than both operating systems take of a file that nobody reads."""

SCENE = f"""
from messenger.actions.messages import Enclosed
from messenger.model.group import GroupKind
name = rid()[:8]
alice, bob = [(await app.accounts.sign_in(each + name, 'here')).session for each in ('Alice ', 'Bob ')]
link = await app.accounts.make_device_link(bob.member_id)
other = await app.accounts.sign_in_by_link(link, 'there')
groups = app.actions.groups
design = (await groups.create_group(alice.member_id, 'Design ' + name, GroupKind.PRIVATE, rid())).id
await app.actions.memberships.invite(alice.member_id, design, 'Bob ' + name, rid())
token = await app.actions.bots.add_bot(alice.member_id, design, 'Helper ' + name)
bot = app.store.member_named('Helper ' + name).id
async def content():
    for _ in range({FILE_BYTES} // 65536):
        yield bytes(65536)
upload = await app.actions.attachments.upload(alice.member_id, design, 'a.bin', content())
sent = await app.actions.messages.send_message(alice.member_id, design, 'look', rid(), Enclosed(uploads=[upload]))
file_id = sent.fact.attachments[0].id
return dict(alice=alice.member_id, bob=bob.member_id, session=other.session.id, secret=other.secret, design=design,
            token=token, bot=bot, file=file_id)
"""

REVOKED = "await app.accounts.revoke('{bob}', '{session}')"
REMOVED = "await app.actions.memberships.remove('{alice}', '{design}', '{bob}', rid())"
BOT_REMOVED = "await app.actions.memberships.remove('{alice}', '{design}', '{bot}', rid())"
DELETED = "await app.actions.groups.delete_group('{alice}', '{design}', rid())"
TOKEN_REMOVED = """
(token,) = await app.actions.bots.list_bots('{alice}', '{design}')
await app.actions.bots.remove_bot('{alice}', '{design}', token.id)
"""

SAID = "await app.actions.messages.send_message('{alice}', '{design}', 'among us', rid())"
KEPT = "return sum(each.name == 'b.bin' for each in app.actions.attachments._uploads._awaited.values())"
LAST_CHUNK = b'0\r\n\r\n'


@dataclass
class Site:
    """The server, and what was made in it for one test."""

    port: int
    process: asyncio.subprocess.Process
    scene: dict[str, str] = field(default_factory=dict)

    async def do(self, source: str):
        """Run this inside the server."""
        self.process.stdin.write(json.dumps(source.format(**self.scene) if self.scene else source).encode() + b'\n')
        while line := (await self.process.stdout.readline()).decode():
            if line.startswith(MARK):
                answer = json.loads(line.removeprefix(MARK))
                assert not (answer and 'error' in answer), answer
                return answer
        raise AssertionError('the server has ended')


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def running(tmp_path_factory):
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, '-m', 'tests.ending_site'),
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != 'PYTEST_CURRENT_TEST'}
        | {'MESSENGER_PORT': str(port), 'MESSENGER_DATA': str(tmp_path_factory.mktemp('data'))}
        | {'MESSENGER_LOG_LEVEL': 'error'},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    yield Site(port, process)
    process.stdin.close()
    rest = await process.stdout.read()
    assert await process.wait() == 0
    assert b'Traceback' not in rest, rest.decode()


@pytest_asyncio.fixture(loop_scope='module')
async def site(running):
    return Site(running.port, running.process, await running.do(SCENE))


@pytest_asyncio.fixture(loop_scope='module')
async def line(site):
    """Open a request by hand, as Bob's other session or as the bot."""
    opened = []

    async def ask(method, path, *headers, is_bot=False):
        reader, writer = await asyncio.open_connection('127.0.0.1', site.port)
        opened.append(writer)
        own = 'Authorization: Bearer {token}' if is_bot else f'Cookie: {COOKIE}={{secret}}'
        head = [f'{method} {path} HTTP/1.1', f'Host: localhost:{site.port}', own, *headers]
        writer.write('\r\n'.join([*head, '', '']).format(**site.scene).encode())
        return reader, writer

    yield ask
    for writer in opened:
        writer.close()


@pytest_asyncio.fixture(loop_scope='module')
async def bob(site):
    """Give Bob's other session."""
    visitor = Visitor(f'http://localhost:{site.port}')
    visitor.http.cookies.set(COOKIE, site.scene['secret'])
    yield visitor
    await visitor.close()


async def everything(socket):
    """Hear what a socket is sent up to its end."""
    heard = []
    with contextlib.suppress(ConnectionClosed):
        while True:
            heard.append(str(await socket.recv()))
    return ' '.join(heard)


async def test_a_revoked_session_loses_its_socket_and_hears_nothing_more(site, bob):
    socket = await bob.connect(await bob.open_page(f'/groups/{site.scene["design"]}'))
    await site.do(REVOKED)
    async with asyncio.timeout(WITHIN_SECONDS):
        await site.do(SAID)
        heard = await everything(socket)
    assert '"/sign-in"' in heard
    assert 'among us' not in heard
    assert (await bob.http.get('/')).headers['location'].startswith('/sign-in')


@pytest.mark.parametrize(
    ('ending', 'said'), [(REMOVED, 'You are no longer a member of Design'), (DELETED, 'was deleted.')]
)
async def test_a_page_of_a_group_that_is_lost_goes_away(site, bob, ending, said):
    socket = await bob.connect(await bob.open_page(f'/groups/{site.scene["design"]}'))
    await site.do(ending)
    async with asyncio.timeout(WITHIN_SECONDS):
        while said not in str(await socket.recv()):
            continue
    if ending == REMOVED:
        await site.do(SAID)
    await site.do(REVOKED)  # so that there is an end up to which to look
    async with asyncio.timeout(WITHIN_SECONDS):
        heard = await everything(socket)
    assert 'among us' not in heard
    assert '"/"' in heard


@pytest.mark.parametrize(
    ('ending', 'is_bot'),
    [(REVOKED, False), (REMOVED, False), (DELETED, False), (TOKEN_REMOVED, True), (BOT_REMOVED, True), (DELETED, True)],
)
async def test_an_upload_under_way_is_refused(site, line, ending, is_bot):
    path = '/api/v1/groups/{design}/files?name=b.bin' if is_bot else '/files/{design}?name=b.bin'
    length = f'Content-Length: {FILE_BYTES}'
    origin = f'Origin: http://localhost:{site.port}'
    reader, writer = await line('POST', path, length, 'Expect: 100-continue', origin, is_bot=is_bot)
    assert b'100 Continue' in await reader.readuntil(b'\r\n\r\n')
    writer.write(bytes(100_000))
    await site.do(ending)
    if ending != REVOKED:  # even one that stands still ends with its session
        writer.write(bytes(100_000))
    async with asyncio.timeout(WITHIN_SECONDS):
        with contextlib.suppress(
            ConnectionResetError
        ):  # what was still on its way to the server takes the answer with it
            answer = await reader.read()
            assert answer.split()[1] in {b'400', b'404'}
            assert b'connection: close' in answer.lower()
    assert await site.do(KEPT) == 0


@pytest.mark.parametrize(
    ('ending', 'is_bot'),
    [(REVOKED, False), (REMOVED, False), (DELETED, False), (TOKEN_REMOVED, True), (BOT_REMOVED, True), (DELETED, True)],
)
async def test_a_download_under_way_stays_without_its_end(site, line, ending, is_bot):
    path = '/api/v1/groups/{design}/files/{file}' if is_bot else '/files/{design}/{file}'
    reader, _ = await line('GET', path, is_bot=is_bot)
    head = await reader.readuntil(b'\r\n\r\n')
    assert f'content-length: {FILE_BYTES}' in head.decode().lower()
    await site.do(ending)
    async with asyncio.timeout(WITHIN_SECONDS):
        assert len(await reader.read()) < FILE_BYTES


@pytest.mark.parametrize('ending', [TOKEN_REMOVED, BOT_REMOVED, DELETED])
async def test_a_stream_of_events_ends(site, line, ending):
    reader, _ = await line('GET', '/api/v1/groups/{design}/events', is_bot=True)
    await reader.readuntil(b': hello\n\n')
    await site.do(ending)
    if ending != DELETED:
        await site.do(SAID)
    async with asyncio.timeout(WITHIN_SECONDS):
        rest = await reader.readuntil(LAST_CHUNK)
    assert re.search(rb'event: (member_left|group_deleted)', rest)
    assert b'among us' not in rest
