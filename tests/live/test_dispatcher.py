"""Each event is checked against what is true now before its handler runs."""

import pytest

from tests.live.server import Server
from tests.live.tab import Tab

CONTROLS = """
    def build():
        site.plain = ui.button('plain', on_click=lambda: seen.append(viewer().identity))
        with ui.element('div') as site.box:
            site.inner = ui.button('inner', on_click=lambda: seen.append('inner'))
            site.entry = ui.input('entry', on_change=lambda event: seen.append(event.value))
    site.builders['NAME'] = build
"""


async def visit(server: Server, name: str, tab: Tab) -> Tab:
    server.run(CONTROLS.replace('NAME', name))
    return await tab.open(f'/room/{name}')


def refused(server: Server, reason: str) -> int:
    return server.run(f"return live.stats.refused['{reason}']")


async def test_a_click_on_a_shared_and_on_a_private_button_arrives(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-plain', alice)
        await alice.click('plain')
        await alice.click('private')
        await alice.settle()
    assert server.run('return seen') == ['alice', ['alice', 'private']]


@pytest.mark.parametrize(
    'change',
    [
        'site.inner.visible = False',
        'site.inner.disable()',
        'site.box.visible = False',
        "site.box.props('disable')",
    ],
)
async def test_a_hidden_or_disabled_button_does_nothing(server: Server, change: str) -> None:
    async with Tab(server.url) as alice:
        await visit(server, f'd-hidden-{abs(hash(change))}', alice)
        forged = alice.event(alice.find('inner'))
        server.run(change)
        before = refused(server, 'hidden or disabled')
        await alice.emit('event', forged)
        await alice.settle()
        assert refused(server, 'hidden or disabled') == before + 1
    assert server.run('return seen') == []


async def test_a_hidden_private_button_does_nothing(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-private', alice)
        server.run(f"""
            client = Client.instances['{alice.client_id}']
            with client.content:
                with ui.row() as parent:
                    ui.button('secret', on_click=lambda: seen.append('secret'))
            parent.visible = False
        """)
        await alice.until(lambda: any(e.get('props', {}).get('label') == 'secret' for e in alice.elements.values()))
        await alice.click('secret')
        await alice.settle()
    assert server.run('return seen') == []


async def test_another_socket_cannot_act_for_a_page(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await visit(server, 'd-foreign', alice)
        await bob.open('/room/d-foreign')
        await bob.emit('event', alice.event(alice.find('plain')))
        await bob.emit('event', alice.event(alice.find('private')))
        await bob.emit('ack', {'client_id': alice.client_id, 'next_message_id': 10**6})
        await bob.settle()
        assert refused(server, 'foreign page') >= 3
    assert server.run('return seen') == []


async def test_a_socket_without_the_page_s_cookie_does_not_join(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice:
        await alice.get('/room/d-cookie')
        for session in (None, 'bob'):
            alice.session = session
            await alice.connect()
            assert alice.refused == 'Implicit handshake failed'
            await alice.lose()
        alice.session = 'alice'
        await alice.connect()
        assert alice.refused == ''


async def test_a_revoked_session_s_open_socket_can_do_nothing(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-revoked', alice)
        before = refused(server, 'session')
        server.run("site.sessions.remove('alice')")
        await alice.click('plain')
        await alice.click('private')
        await alice.settle()
        assert refused(server, 'session') == before + 2
    assert server.run('return seen') == []


async def test_who_may_no_longer_see_a_block_cannot_act_on_it(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-banned', alice)
        server.run("site.banned.add('alice')")
        await alice.click('plain')
        await alice.click('private')
        await alice.settle()
    assert server.run('return seen') == [['alice', 'private']]


async def test_elements_of_a_block_that_the_page_does_not_show_cannot_be_reached(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await visit(server, 'd-elsewhere', alice)
        await bob.open('/room/d-another')
        await bob.emit('event', {**alice.event(alice.find('plain')), 'client_id': bob.client_id})
        await bob.settle()
    assert server.run('return seen') == []


async def test_malformed_events_are_counted_and_do_nothing(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-malformed', alice)
        good = alice.event(alice.find('plain'))
        bad = [
            None,
            [],
            'text',
            {},
            {**good, 'id': '1'},
            {**good, 'id': True},
            {**good, 'id': -1},
            {**good, 'id': 2**60},
            {**good, 'id': 1.5},
            {**good, 'listener_id': 'x' * 65},
            {**good, 'listener_id': {}},
            {**good, 'listener_id': 'unknown'},
            {**good, 'args': 'text'},
            {**good, 'args': [1]},
            {**good, 'args': ['{']},
            {**good, 'args': ['"' + 'x' * 64_001 + '"']},
            {**good, 'args': ['[' * 5000 + ']' * 5000]},
            {**good, 'args': [None] * 17},
            {**good, 'client_id': None},
        ]
        before = sum(server.run('return list(live.stats.refused.values())'))
        for message in bad:
            await alice.emit('event', message)
        await alice.settle()
        assert sum(server.run('return list(live.stats.refused.values())')) == before + len(bad)
        assert server.run('return seen') == []
        await alice.emit('event', good)
        await alice.settle()
    assert server.run('return seen') == ['alice']


@pytest.mark.parametrize('kind', ['sub_pages_open', 'sub_pages_navigate'])
async def test_a_page_is_led_to_addresses_of_this_site_only(server: Server, kind: str) -> None:
    """What NiceGUI takes for the page's address stays there, also when the page is closed."""
    bad = [None, [], {}, 5, '', 'room', '//elsewhere', '//[', 'https://elsewhere', '/' + 'x' * 2000]
    async with Tab(server.url) as alice:
        await alice.open('/room/d-address')
        before = refused(server, 'path')
        for path in bad:
            await alice.emit('event', alice.event(0, path, kind=kind))
        await alice.settle()
        assert refused(server, 'path') == before + len(bad)
        address = f"return Client.instances['{alice.client_id}'].sub_pages_router.current_path"
        assert server.run(address) == '/room/d-address'
        await alice.emit('event', alice.event(0, '/room/d-address?at=1', kind='sub_pages_open'))
        await alice.settle()
        assert server.run(address) == '/room/d-address?at=1'


async def test_a_value_typed_into_a_shared_field_reaches_its_handler(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-entry', alice)
        await alice.emit('event', alice.event(alice.find('entry'), 'typed', kind='update:value'))
        await alice.settle()
    assert server.run('return seen') == ['typed']


async def test_the_answer_of_a_browser_is_taken_from_its_own_page_only(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/d-answer')
        await bob.open('/room/d-answer')
        server.run(f"""
            import asyncio
            client = Client.instances['{alice.client_id}']
            async def ask():
                seen.append(await client.run_javascript('6 * 7', timeout=5))
            site.task = asyncio.create_task(ask())
        """)
        await alice.until(lambda: alice.messages)
        request_id = alice.messages[-1][1]['request_id']
        forged = {'request_id': request_id, 'client_id': alice.client_id, 'result': 13}
        await bob.emit('javascript_response', forged)
        await bob.settle()
        await alice.emit('javascript_response', {**forged, 'result': 42})
        server.run('await site.task')
    assert server.run('return seen') == [42]


async def test_what_a_browser_logs_is_not_written_into_the_server_s_log(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/d-log')
        await alice.emit('log', {'client_id': alice.client_id, 'level': 'error', 'message': 'forged line'})
        await alice.settle()
    assert 'forged line' not in server.log()


async def test_clicks_beyond_the_allowance_are_dropped(server: Server) -> None:
    async with Tab(server.url) as alice:
        await visit(server, 'd-many', alice)
        lines = server.log().count('\n')
        for _ in range(200):
            await alice.click('plain')
        await alice.settle()
        handled = len(server.run('return seen'))
        assert 55 <= handled <= 120
        assert server.log().count('\n') - lines <= 5


async def test_a_control_enters_nothing_that_it_cannot_send(server: Server) -> None:
    server.run("""
        def build():
            ui.slider(min=0, max=9, on_change=lambda event: seen.append(event.value)).props('label=slide')
        site.builders['d-value'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/d-value')
        before = refused(server, 'value')
        for value in (10, 'many', None, 7):
            await alice.emit('event', alice.event(alice.find('slide'), value, kind='update:modelValue'))
        await alice.settle()
        assert server.run('return seen') == [7]
        assert refused(server, 'value') == before + 3


async def test_what_nicegui_cannot_read_is_refused_and_no_error(server: Server) -> None:
    server.run("""
        def build():
            site.table = ui.table(rows=[{'id': 1}], row_key='id', selection='single',
                                  on_select=lambda event: seen.append(len(event.selection)))
            with Zone(site.around):
                ui.table(rows=[{'id': 1}], row_key='id', selection='single', on_select=lambda event: seen.append('in'))
        async def around(run):
            await run()
            seen.append('ended')
        site.around = around
        site.builders['d-unfit'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/d-unfit')
        before = refused(server, 'unfit')
        first, second = sorted(each for each, element in alice.elements.items() if element['tag'] == 'nicegui-table')
        for table in (first, second):
            for argument in (7, {'rows': []}, {'added': True, 'rows': [{'id': 1}], 'keys': [1]}):
                await alice.emit('event', alice.event(table, argument, kind='selection'))
        await server.until("seen.count('ended') == 3")
        assert sorted(map(str, server.run('return seen'))) == ['1', 'ended', 'ended', 'ended', 'in']
        assert refused(server, 'unfit') == before + 4


async def test_what_an_author_s_own_handler_cannot_read_is_reported(server: Server) -> None:
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
        site.builders['d-own'] = lambda: ui.button('own').on('click', lambda event: event.args['missing'])
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/d-own')
        await alice.emit('event', alice.event(alice.find('own'), {}))
        await alice.settle()
        assert server.run('return [type(each).__name__ for each in site.caught]') == ['KeyError']
    server.run('core.app._exception_handlers[:] = site.handlers')
