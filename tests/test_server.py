"""The whole server, as a process."""

import asyncio
import re
import stat
import time

import httpx
import pytest
import pytest_asyncio
from websockets.exceptions import ConnectionClosed, InvalidStatus

from messenger.operator_socket import ask_server
from tests.browser.server import PlainServer as Server
from tests.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope='module')


@pytest_asyncio.fixture(scope='module', loop_scope='module')
async def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp('data'), sign_ins_per_minute='1000')
    await server.start()
    yield server
    assert await server.stop() == 0


@pytest_asyncio.fixture(loop_scope='module')
async def own_server(tmp_path):
    server = Server(tmp_path / 'data', log_level='debug')
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope='module')
async def visit():
    visitors = []

    def visit(server):
        visitors.append(Visitor(server.url))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        await visitor.close()


async def get(server, path, **headers):
    async with httpx.AsyncClient(base_url=server.url) as client:
        return await client.get(path, headers=headers)


async def test_it_says_where_it_is_ready(server):
    assert f'Messenger is ready at {server.url}\n' in server.output


async def test_it_is_healthy_and_ready(server):
    assert (await get(server, '/healthz')).text == 'ok\n'
    ready = await get(server, '/readyz')
    assert (ready.status_code, ready.text) == (200, 'ready\n')


async def test_search_engines_are_told_to_stay_away(server):
    assert 'Disallow: /\n' in (await get(server, '/robots.txt')).text


async def test_the_stylesheet_is_kept_for_ever_under_the_address_that_pages_name(server):
    page = await get(server, '/sign-in')
    address = re.search(r'href="(/style\.css\?v=\w+)"', page.text)[1]
    named, unnamed = await get(server, address), await get(server, '/style.css')
    assert named.headers['content-type'].startswith('text/css')
    assert 'immutable' in named.headers['cache-control']
    assert unnamed.headers['cache-control'] == 'no-cache'


async def test_the_icon_is_our_own(server):
    for path in ('/favicon.ico', '/favicon.svg'):
        assert (await get(server, path)).headers['content-type'] == 'image/svg+xml'


@pytest.mark.parametrize('path', ['/docs', '/redoc', '/openapi.json', '/nope', '/api/x'])
async def test_there_is_nothing_else(server, path):
    assert (await get(server, path)).status_code == 404


@pytest.mark.parametrize(
    'path', ['/_nicegui/nope', '/_nicegui/3.18.0/nope.js', '/_nicegui/client/nope', '/_nicegui_wsx']
)
async def test_no_server_side_page_is_made_for_a_file_that_does_not_exist(server, visit, path):
    """NiceGUI's own answer is a live page, kept for a minute: anybody could fill the memory with them."""
    member = visit(server)
    await member.sign_in(f'Seeker {len(path)}')
    for answer in (await get(server, path), await member.http.get(path)):
        assert answer.status_code in {401, 404}
        assert 'client_id' not in answer.text


async def test_the_anonymous_see_the_sign_in_page_and_no_more(server):
    answer = await get(server, '/groups/abcdefghijkl')
    assert (answer.status_code, answer.headers['location']) == (303, '/sign-in?next=/groups/abcdefghijkl')


async def test_a_foreign_name_of_this_machine_is_refused(server):
    assert (await get(server, '/sign-in', Host='rebound.example')).status_code == 421


async def test_a_page_brings_its_nonce_on_its_own_scripts_and_nothing_else(server, visit):
    visitor = visit(server)
    await visitor.sign_in('Nonce <script>')
    page = await visitor.http.get('/')
    nonce = re.search(r"'nonce-([\w-]+)'", page.headers['content-security-policy'])[1]
    scripts = re.findall(r'<script[^>]*>', page.text)
    assert len(scripts) > 5
    assert all(f'nonce="{nonce}"' in script for script in scripts)


async def test_data_in_a_page_never_gains_the_nonce(server, visit):
    visitor = visit(server)
    await visitor.sign_in('a<script>b')
    page = await visitor.http.get('/')
    assert 'a<script' not in page.text


async def test_a_page_is_compressed_and_not_kept_by_caches(server, visit):
    visitor = visit(server)
    await visitor.sign_in('Zip')
    page = await visitor.http.get('/', headers={'Accept-Encoding': 'gzip'})
    assert page.headers['content-encoding'] == 'gzip'
    assert page.headers['cache-control'] == 'no-store'


async def test_a_socket_needs_a_session_and_our_own_origin(server, visit):
    alice, mallory = visit(server), visit(server)
    await alice.sign_in('Alice')
    client_id = await alice.open_page()
    with pytest.raises(InvalidStatus) as refused:
        await mallory.open_socket(client_id)
    assert refused.value.response.status_code == 403
    with pytest.raises(InvalidStatus) as refused:
        await alice.open_socket(client_id, Origin='http://evil.example')
    assert refused.value.response.status_code == 403
    socket = await alice.connect(client_id)
    await socket.close()


async def test_a_foreign_page_cannot_poll_and_no_header_lets_it_read(server, visit):
    alice = visit(server)
    await alice.sign_in('Polly')
    address = f'/_nicegui_ws/socket.io/?EIO=4&transport=polling&client_id={await alice.open_page()}'
    foreign = await alice.http.get(address, headers={'Origin': 'http://evil.example'})
    own = await alice.http.get(address)
    assert (foreign.status_code, own.status_code) == (403, 200)
    assert 'access-control-allow-origin' not in own.headers


async def test_engine_io_pings_every_15_seconds_and_takes_100_kilobytes(server, visit):
    alice = visit(server)
    await alice.sign_in('Pingu')
    socket = await alice.open_socket(await alice.open_page())
    opened = str(await socket.recv())
    assert '"pingInterval":15000' in opened
    assert '"pingTimeout":15000' in opened
    assert '"maxPayload":100000' in opened
    assert socket.response.headers.get('sec-websocket-extensions') is None
    await socket.close()


async def test_a_frame_above_64_kilobytes_ends_the_connection(server, visit):
    alice = visit(server)
    await alice.sign_in('Longwinded')
    socket = await alice.connect(await alice.open_page())
    await socket.send('42' + 'x' * 70_000)
    with pytest.raises(ConnectionClosed) as closed:
        await until_closed(socket)
    assert closed.value.rcvd.code == 1009


async def test_signing_out_closes_the_open_pages_within_two_seconds(server, visit):
    alice = visit(server)
    await alice.sign_in('Leaver')
    client_id = await alice.open_page()
    socket = await alice.connect(client_id)
    cookie = alice.http.cookies['messenger_session']
    began = time.monotonic()
    await alice.http.post('/sign-out')
    with pytest.raises(ConnectionClosed):
        await until_closed(socket)
    assert time.monotonic() - began < 2
    alice.http.cookies.set('messenger_session', cookie)
    with pytest.raises(InvalidStatus):
        await alice.open_socket(client_id)


@pytest.mark.parametrize(('trusted', 'answers'), [('', [400, 400, 429]), ('127.0.0.1', [400, 400, 400])])
async def test_addresses_are_believed_of_trusted_proxies_alone(tmp_path, visit, trusted, answers):
    server = Server(tmp_path / 'data', journal='memory', sign_ins_per_minute='2', trusted_proxies=trusted)
    await server.start()
    try:
        visitor = visit(server)
        for number, status in enumerate(answers):
            forwarded = {'X-Forwarded-For': f'203.0.113.{number}'}
            answer = await visitor.http.post('/sign-in', data={'name': ''}, headers=forwarded)
            assert answer.status_code == status
            assert ('retry-after' in answer.headers) is (status == 429)
    finally:
        await server.stop()


async def test_sigterm_ends_it_within_five_seconds_with_connections_open(own_server, visit):
    alice = visit(own_server)
    await alice.sign_in('Alice')
    sockets = [await alice.connect(await alice.open_page()) for _ in range(3)]
    address = await alice.poll(await alice.open_page())
    polling = asyncio.create_task(alice.http.get(address))
    idle = await asyncio.open_connection('127.0.0.1', own_server.port)
    await asyncio.sleep(0.2)  # until the poll waits at the server
    began = time.monotonic()
    assert await own_server.stop() == 0
    assert time.monotonic() - began < 5
    for socket in sockets:
        with pytest.raises(ConnectionClosed) as closed:
            await until_closed(socket)
        assert closed.value.rcvd.code == 1012
    await asyncio.gather(polling, return_exceptions=True)
    idle[1].close()
    assert not [line for line in own_server.output if 'Traceback' in line], ''.join(own_server.output)


async def test_a_restart_keeps_sessions_and_a_lost_secret_ends_them(own_server, visit):
    alice = visit(own_server)
    await alice.sign_in('Alice')
    assert await own_server.stop() == 0
    await own_server.start()
    assert (await alice.http.get('/')).status_code == 200
    await own_server.stop()
    (own_server.data / 'secret').unlink()
    await own_server.start()
    assert (await alice.http.get('/')).status_code == 303


async def test_a_name_added_to_the_administrators_counts_from_the_next_start(own_server, visit):
    for name in ('Alice', 'Bob', 'Carol'):
        await visit(own_server).sign_in(name)
    await own_server.stop()
    again = Server(own_server.data, admins='bob, Nobody')
    await again.start()
    try:
        listed = await asyncio.to_thread(ask_server, again.data, ['member', 'list'])
    finally:
        await again.stop()
    assert [line.endswith('administrator') for line in listed.splitlines()] == [True, True, False]


async def test_the_only_cookie_is_the_sessions(server, visit):
    visitor = visit(server)
    await visitor.sign_in('Cookie')
    await visitor.connect(await visitor.open_page())
    assert list(visitor.http.cookies) == ['messenger_session']


async def test_what_it_writes_is_for_its_owner_alone(server):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in server.data.iterdir()}
    assert modes['secret'] == modes['operator.sock'] == modes['messenger.db'] == 0o600


async def test_in_memory_nothing_is_written(tmp_path):
    server = Server(tmp_path / 'data', journal='memory')
    await server.start()
    assert (await get(server, '/readyz')).status_code == 200
    assert await server.stop() == 0
    assert not server.data.exists()


async def test_secrets_and_queries_never_reach_the_log(own_server, visit):
    alice = visit(own_server)
    await alice.sign_in('Alice')
    client_id = await alice.open_page('/?marker=queried')
    (await (await alice.connect(client_id)).close())
    await alice.http.get('/device/marker-device-secret')
    await alice.http.post('/device/marker-device-secret')
    await alice.http.get('/invite/marker-invite-secret')
    await alice.http.get('/sign-in?next=/invite/marker-next')
    await alice.http.post('/sign-in', data={'name': 'marker-typed' * 20})
    await alice.http.get('/', headers={'Cookie': 'messenger_session=marker-cookie'})
    await own_server.stop()
    log = ''.join(own_server.output)
    assert 'request' in log
    for secret in ('marker', 'queried', client_id, alice.http.cookies['messenger_session']):
        assert secret not in log, secret


async def until_closed(socket):
    async with asyncio.timeout(10):
        while True:
            await socket.recv()
