"""Posting by an incoming webhook, as other programs do it."""

import json

import pytest

from messenger.actions.limits import ActionLimits
from tests.world import UNHURRIED, World


@pytest.fixture
async def address(world):
    """Make CI, a webhook of Design, and return where it posts."""
    return f'/hooks/{await world.actions.incoming.add_incoming(world.alice.id, world.design.id, "CI")}'


async def last_text(world):
    bot = world.store.member_named('CI')
    return (await world.actions.messages.last_own_message(bot.id, world.design.id)).text


async def test_programs_are_answered_as_slack_answers_them(somebody, world, address):
    program = somebody()
    answer = await program.post(address, json={'text': '*Done*: <https://example.org/7|build 7>'})
    assert (answer.status_code, answer.text) == (200, 'ok')
    assert await last_text(world) == '**Done**: [build 7](https://example.org/7)'
    answer = await program.post(address, data={'payload': json.dumps({'text': 'in a form'})})
    assert (answer.status_code, await last_text(world)) == (200, 'in a form')
    answer = await program.post(address, content='Grüße', headers={'Content-Type': 'text/plain'})
    assert (answer.status_code, await last_text(world)) == (200, 'Grüße')


@pytest.mark.parametrize('header', ['Idempotency-Key', 'webhook-id'])
async def test_a_delivery_that_comes_twice_is_said_once(somebody, world, address, header):
    program, before = somebody(), world.store.head(world.design.id)
    for _ in range(2):
        answer = await program.post(address, json={'text': 'once'}, headers={header: 'msg_1'})
        assert answer.status_code == 200
    assert world.store.head(world.design.id) == before + 1


async def test_an_unknown_address_is_not_found(somebody, address):
    answer = await somebody().post('/hooks/guess', json={'text': 'hi'})
    assert answer.status_code == 404
    assert 'Ask a keeper of the group' in answer.text


@pytest.mark.parametrize(
    ('body', 'headers'), [(b'{', {}), (b'{"text": ""}', {}), (b'{"text": "hi"}', {'webhook-id': 'x' * 256})]
)
async def test_what_cannot_be_posted_is_told_why(somebody, world, address, body, headers):
    before = world.store.head(world.design.id)
    answer = await somebody().post(address, content=body, headers={'Content-Type': 'application/json', **headers})
    assert answer.status_code == 400
    assert answer.text.endswith('.\n')
    assert world.store.head(world.design.id) == before


async def test_a_text_that_is_too_long_is_cut(somebody, world, address):
    await somebody().post(address, json={'text': 'x' * 20_000})
    text = await last_text(world)
    assert (len(text), text[-1]) == (10_000, '…')


class TestInAHurry:
    """A server that lets little through."""

    @pytest.fixture
    async def empty_world(self):
        limits = ActionLimits(**{name: getattr(UNHURRIED, name) for name in UNHURRIED.__slots__} | HURRIED)
        world = World(limits=limits)
        await world.open()
        yield world
        await world.close()

    async def test_one_too_many_is_told_when_to_come_back(self, somebody, world, address):
        program = somebody()
        assert (await program.post(address, json={'text': 'one'})).status_code == 200
        answer = await program.post(address, json={'text': 'two'})
        assert answer.status_code == 429
        assert 1 <= int(answer.headers['retry-after']) <= 10


HURRIED = {'sends_per_10_seconds': 1, 'send_burst': 1}


async def test_a_server_that_cannot_write_asks_to_come_back(somebody, world, address):
    await world.journal.close()
    answer = await somebody().post(address, json={'text': 'hi'})
    assert (answer.status_code, answer.headers['retry-after']) == (503, '5')
