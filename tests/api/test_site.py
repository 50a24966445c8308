"""The API behind the guards of the whole site: every no is a problem, and only a token opens it."""

import httpx
import pytest
from structlog.testing import capture_logs

from messenger.guards.bodies import HOOK_BYTES
from messenger.testing import Server
from messenger.testing.tab import ADDRESS


@pytest.fixture
async def bots_token(awaited_server: Server) -> str:
    """Make Helper, a bot of Watercooler."""
    app = awaited_server.app
    return await app.actions.bots.add_bot(app.store.member_named('Alice').id, awaited_server.group().id, 'Helper')


@pytest.fixture
async def program(awaited_server: Server, bots_token: str):
    """Give Helper's connection."""
    headers = {'Authorization': f'Bearer {bots_token}'}
    transport = httpx.ASGITransport(awaited_server.asgi)
    async with httpx.AsyncClient(transport=transport, base_url=f'{ADDRESS}/api/v1', headers=headers) as client:
        yield client


def says(answer: httpx.Response) -> tuple[int, str]:
    """Tell what a problem says; anything else is none."""
    assert answer.headers['content-type'] == 'application/problem+json'
    said = answer.json()
    assert said['status'] == answer.status_code
    assert said['title']
    return answer.status_code, said['detail']


async def test_a_token_opens_it(program, awaited_server):
    path = f'/groups/{awaited_server.group().id}/messages'
    answer = await program.post(path, json={'text': 'Hello'})
    assert answer.status_code == 201
    assert answer.json()['text'] == 'Hello'


async def test_a_members_cookie_does_not(awaited_server):
    """So no page can be made to use it for somebody."""
    awaited_server.person('Alice')
    cookies = await awaited_server.cookies_of('Alice')
    transport = httpx.ASGITransport(awaited_server.asgi)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, cookies=cookies) as browser:
        status, detail = says(await browser.get('/api/v1/me'))
        page = await browser.get('/')
    assert (status, page.status_code < 400) == (401, True)
    assert detail.startswith('A token is missing.')


async def test_a_token_opens_nothing_else(bots_token, awaited_server):
    async with awaited_server.http as somebody:
        answer = await somebody.get('/', headers={'Authorization': f'Bearer {bots_token}'})
    assert answer.headers['location'].startswith('/sign-in')


async def test_what_does_not_exist_is_a_problem(program):
    assert says(await program.get('/nope'))[0] == 404
    assert says(await program.get(f'{ADDRESS}/api/v2/me'))[0] == 404
    assert says(await program.get(f'{ADDRESS}/api/x/nobody'))[0] == 404


async def test_a_wrong_method_is_told_the_right_ones(program):
    answer = await program.delete('/groups')
    assert says(answer)[0] == 405
    assert answer.headers['allow'] == 'GET, POST'


@pytest.mark.parametrize('is_told', [True, False])
async def test_too_much_is_a_problem(program, awaited_server, is_told):
    """Whether its length was told before or not."""

    async def pieces():
        for _ in range(3):
            yield b'x' * (HOOK_BYTES // 2)

    path = f'/groups/{awaited_server.group().id}/messages'
    answer = await program.post(path, content=b'x' * (HOOK_BYTES + 1) if is_told else pieces())
    assert says(answer) == (413, 'At most 100 KiB are taken here.')
    assert answer.headers['connection'] == 'close'


@pytest.mark.parametrize('is_told', [True, False])
async def test_a_file_that_is_too_large_is_a_problem(new_server, is_told):
    small = Server(attachment_megabytes=1)
    async with small:
        alice, group = small.app.store.member_named('Alice'), small.group()
        token = await small.app.actions.bots.add_bot(alice.id, group.id, 'Helper')

        async def pieces():
            for _ in range(3):
                yield b'x' * 1024 * 700

        async with small.http as client:
            answer = await client.post(
                f'/api/v1/groups/{group.id}/files?name=big.txt',
                content=b'x' * 1024 * 1030 if is_told else pieces(),
                headers={'Authorization': f'Bearer {token}'},
            )
    assert says(answer)[0] == 413
    assert answer.headers['connection'] == 'close'


async def test_too_often_is_a_problem_and_says_when_to_come_back(new_server):
    busy = Server(requests_per_minute=5)
    async with busy, busy.http as client:
        answers = [await client.get('/api/v1/me') for _ in range(6)]
    assert says(answers[-1])[0] == 429
    assert 1 <= int(answers[-1].headers['retry-after']) <= 60


async def test_a_member_that_sends_too_fast_is_told_when_to_come_back(new_server):
    busy = Server(sends_per_10_seconds=1, send_burst=1)
    async with busy:
        alice, group = busy.app.store.member_named('Alice'), busy.group()
        token = await busy.app.actions.bots.add_bot(alice.id, group.id, 'Helper')
        async with busy.http as client:
            headers, path = {'Authorization': f'Bearer {token}'}, f'/api/v1/groups/{group.id}/messages'
            answers = [await client.post(path, json={'text': 'hi'}, headers=headers) for _ in range(2)]
    assert answers[0].status_code == 201
    assert says(answers[1])[0] == 429
    assert answers[1].json()['code'] == 'too_fast'
    assert 1 <= int(answers[1].headers['retry-after']) <= 10


async def test_another_sites_page_cannot_write(program):
    answer = await program.post('/groups', json={'name': 'x'}, headers={'Origin': 'https://evil.example'})
    assert says(answer)[0] == 403


async def test_a_mistake_of_ours_is_admitted_and_not_shown(awaited_server, bots_token, monkeypatch):
    def broken(member_id):
        raise ZeroDivisionError('inner life')

    monkeypatch.setattr(awaited_server.app.store, 'groups_of', broken)
    transport = httpx.ASGITransport(awaited_server.asgi, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        answer = await client.get('/api/v1/groups', headers={'Authorization': f'Bearer {bots_token}'})
    assert says(answer)[0] == 500
    assert 'inner life' not in answer.text


async def test_the_log_names_the_bot_and_no_token(program, awaited_server, bots_token):
    with capture_logs() as lines:
        await program.get('/me')
    (line,) = [line for line in lines if line['event'] == 'request']
    assert line['member'] == awaited_server.app.store.member_named('Helper').id
    assert bots_token not in repr(lines)


async def test_the_reference_is_for_everybody(awaited_server):
    async with awaited_server.http as somebody:
        page = await somebody.get('/api/v1/docs')
    assert page.headers['content-type'].startswith('text/html')
    assert '<article id="send_message">' in page.text
    assert '<script' not in page.text
