"""The client: nothing is done twice, and nothing is missed, whatever happens on the way."""

import asyncio

import httpx
import pytest

from messenger import client as module
from messenger.api.calls import ATTEMPTS
from messenger.client import ApiProblem, Client
from tests.api.ready import Ready


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let the client's pauses take no time; answers how long they would have been."""
    pauses: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await real(0)

    monkeypatch.setattr(module.asyncio, 'sleep', sleep)
    return pauses


def speaking_to(*answers: httpx.Response | httpx.TransportError) -> tuple[Client, list[httpx.Request]]:
    """Make a client that gets these answers, and a list of what it asks."""
    waiting, asked = iter(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        found = next(waiting)
        if isinstance(found, httpx.TransportError):
            raise found
        return found

    return Client('http://chat.example.org/', 'secret', transport=httpx.MockTransport(answer)), asked


ME = httpx.Response(200, json={'id': 'a', 'name': 'Helper', 'is_bot': True, 'is_administrator': False})


async def test_it_says_who_it_is(at_once: list[float]) -> None:
    client, asked = speaking_to(ME)
    assert (await client.me()).name == 'Helper'
    assert str(asked[0].url) == 'http://chat.example.org/api/v1/me'
    assert asked[0].headers['authorization'] == 'Bearer secret'


async def test_what_got_no_answer_is_asked_again_with_the_same_key(at_once: list[float]) -> None:
    gone = httpx.Response(204)
    client, asked = speaking_to(httpx.ReadTimeout('lost'), httpx.Response(503, headers={'Retry-After': '7'}), gone)
    await client.leave('abc')
    assert len({request.headers['idempotency-key'] for request in asked}) == 1
    assert at_once == [0.5, 7.0]


async def test_it_does_not_wait_for_ever(at_once: list[float]) -> None:
    later = httpx.Response(
        429, headers={'Retry-After': '600'}, json={'code': 'too_fast', 'detail': 'Wait.', 'title': '', 'status': 429}
    )
    client, asked = speaking_to(*[later] * ATTEMPTS)
    with pytest.raises(ApiProblem, match='429 too_fast: Wait'):
        await client.leave('abc')
    assert (len(asked), max(at_once)) == (ATTEMPTS, 30.0)


async def test_a_server_that_is_not_there_is_said_so_in_the_end(at_once: list[float]) -> None:
    """Not before a server that is restarted would be back."""
    client, asked = speaking_to(*[httpx.ConnectError('nobody')] * ATTEMPTS)
    with pytest.raises(httpx.ConnectError):
        await client.me()
    assert len(asked) == ATTEMPTS
    assert sum(at_once) > 30


@pytest.mark.parametrize('said', [b'<html>', b'[]', b'{}'])
async def test_an_answer_of_something_else_is_a_problem_too(at_once: list[float], said: bytes) -> None:
    client, _ = speaking_to(httpx.Response(404, content=said))
    with pytest.raises(ApiProblem) as problem:
        await client.me()
    assert (problem.value.status, problem.value.code, problem.value.detail) == (404, '', 'Not Found')


def _event(number: int) -> str:
    data = f'{{"group_id":"g","number":{number},"type":"member_left","at":"2026-01-01T00:00:00Z","by":null,'
    return f'event: member_left\nid: {number}\ndata: {data}"ordinal":null,"data":{{}}}}\n\n'


async def test_a_stream_that_breaks_is_taken_up_where_it_broke(at_once: list[float]) -> None:
    client, asked = speaking_to(
        httpx.Response(200, text=': hello\n\n' + _event(4)),
        httpx.ConnectError('away'),
        httpx.Response(503),
        httpx.Response(200, text=': hello\n\n: still here\n\n' + _event(5) + _event(6)),
        httpx.Response(404, json={'code': 'not_found', 'detail': 'Gone.', 'title': '', 'status': 404}),
    )
    events = client.follow('g', after=3)
    assert [(await anext(events)).number for _ in range(3)] == [4, 5, 6]
    with pytest.raises(ApiProblem, match='404 not_found'):
        await anext(events)
    assert [request.headers['last-event-id'] for request in asked] == ['3', '4', '4', '4', '6']
    assert at_once == [1.0, 2.0, 4.0, 1.0]


@pytest.mark.timeout(60)
async def test_a_server_that_dies_costs_a_follower_nothing(ready: Ready) -> None:
    """What was accepted before and after comes once and in order, and what was sent meanwhile is sent."""
    heard: list[str] = []
    told = asyncio.Event()
    async with Client(ready.server.url, ready.token) as client:

        async def listen() -> None:
            async for event in client.follow(ready.group_id, after=0):
                if event.type == 'message_sent':
                    heard.append(event.data['text'])
                if len(heard) == 11:
                    told.set()

        listening = asyncio.create_task(listen())
        for number in range(5):
            await client.send(ready.group_id, f'before {number}')
        await ready.server.kill()
        sending = asyncio.create_task(client.send(ready.group_id, 'meanwhile'))
        await ready.server.start()
        await sending
        for number in range(4):
            await client.send(ready.group_id, f'after {number}')
        async with asyncio.timeout(30):
            await told.wait()
        listening.cancel()
    after = [f'after {number}' for number in range(4)]
    assert heard == ['Hello', *(f'before {number}' for number in range(5)), 'meanwhile', *after]


@pytest.mark.timeout(60)
async def test_the_end_of_the_server_waits_for_no_follower(ready: Ready) -> None:
    """A stream has no end of its own: it is ended, and the server stops in order."""
    async with httpx.AsyncClient(headers={'Authorization': f'Bearer {ready.token}'}) as program:
        address = f'{ready.server.url}/api/v1/groups/{ready.group_id}/events'
        async with program.stream('GET', address) as stream:
            pieces = stream.aiter_bytes()
            assert await anext(pieces) == b': hello\n\n'
            assert 'content-encoding' not in stream.headers
            async with asyncio.timeout(4):
                assert await ready.server.stop() == 0
            assert [piece async for piece in pieces] == []
