"""What an extension does on its own account, from a route, a task or a hook."""

import asyncio
import json

import pytest

from messenger.model.ids import Ordinal
from messenger.model.refused import NotFound, Refused

GAUGE = """
    from dataclasses import dataclass
    from nicegui import ui
    from starlette.responses import JSONResponse
    from starlette.routing import Route
    from messenger import Refused, command, hook, widget

    @dataclass
    class Gauge:
        value: int = 0

    @widget('gauge', summary=lambda gauge: f'Gauge at {gauge.value}')
    def show(state: Gauge):
        ui.label(f'It shows {state.value}.')

    @hook
    def routes(messenger):
        async def push(request):
            said = await request.json()
            def put(gauge):
                if said['value'] < 0:
                    raise Refused('negative', 'Too cold.')
                gauge.value += said['value']
            await messenger.change(said['group'], said['ordinal'], put)
            return JSONResponse({})

        async def begin(request):
            said = await request.json()
            change = await messenger.post(said['group'], Gauge(), by=said['by'])
            return JSONResponse({'ordinal': change.ordinal})

        return [Route('/push', push, methods=['POST']), Route('/begin', begin, methods=['POST'])]
"""


@pytest.fixture
def messenger(write, server):
    """The messenger as the extension gets it."""
    extension = server.does(server.app.extensions.load(write('gauge', GAUGE)))
    return server.app.extensions.messenger_of(extension)


def ask(server, path, **said):
    """Send a program's request."""
    headers = {'content-type': 'application/json'}
    return server.does(server.http.post(f'/api/x/gauge/{path}', content=json.dumps(said), headers=headers))


def test_a_route_posts_a_widget_and_changes_it_where_all_see_it(messenger, server, group, alice, bob):
    ordinal = ask(server, 'begin', group=group.id, by=alice.id).json()['ordinal']
    bob.sees('It shows 0.')
    bob.sees('gauge', within='It shows')  # what wrote it
    ask(server, 'push', group=group.id, ordinal=ordinal, value=20)
    ask(server, 'push', group=group.id, ordinal=ordinal, value=1)
    alice.sees('It shows 21.')
    server.restarts()
    bob.sees('It shows 21.')


async def test_whatever_comes_in_between_is_built_upon(write, awaited_server):
    """Two changes from one state: the later finds out, reads again and is made anew."""
    server = awaited_server
    extension = await server.app.extensions.load(write('gauge', GAUGE))
    messenger, group = server.app.extensions.messenger_of(extension), server.group()
    state = extension.module.Gauge(1)
    change = await messenger.post(group.id, state, by=server.member('Alice').id)
    seen = []

    def add(number):
        def do(gauge):
            seen.append(gauge.value)
            gauge.value += number

        return messenger.change(group.id, change.ordinal, do)

    await asyncio.gather(add(10), add(100), add(1000))
    await messenger.change(group.id, change.ordinal, lambda gauge: seen.append(gauge.value))
    assert seen[-1] == 1111
    assert len(seen) > 4


def test_what_is_not_there_or_not_its_own_is_not_found(messenger, server, group, alice):
    alice.sends('/poll Lunch? | Pizza | Sushi')
    alice.sends('a text')
    last = server.app.store.last_ordinal(group.id)
    for ordinal, error in ((last - 1, NotFound), (last, Refused), (last + 9, NotFound)):
        with pytest.raises(error):
            server.does(messenger.change(group.id, Ordinal(ordinal), lambda state: None))
    with pytest.raises(TypeError, match='str is the state of no widget of gauge'):
        server.does(messenger.post(group.id, 'text', by=alice.id))


def test_a_refusal_of_its_own_changes_nothing(messenger, server, group, alice):
    ordinal = ask(server, 'begin', group=group.id, by=alice.id).json()['ordinal']
    alice.sees('It shows 0.')
    with pytest.raises(Refused, match='Too cold'):
        ask(server, 'push', group=group.id, ordinal=ordinal, value=-1)
    alice.sees('It shows 0.')


def test_what_it_says_names_it(messenger, server, group, alice, bob):
    server.does(messenger.say(group.id, 'beep', by=alice.id))
    bob.sees('beep')
    row = server.app.store.row(group.id, server.app.store.last_ordinal(group.id))
    assert (row.via, row.author_id) == ('gauge', alice.id)
