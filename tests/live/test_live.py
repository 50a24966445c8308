"""The whole: crowds that come and go, sessions that end, a server that says goodbye."""

import asyncio

import pytest
from websockets.exceptions import InvalidStatus

from tests.live.server import Server
from tests.live.tab import Tab

CROWD = 200
AT_ONCE = 50


async def test_a_crowd_that_comes_moves_on_and_goes_leaves_nothing_behind(server: Server) -> None:
    server.run("""
        import weakref
        site.refs = weakref.WeakSet()
        def build():
            for i in range(5):
                site.refs.add(row(f'trimmed {i}'))
                site.refs.add(ui.button('b', on_click=lambda: None))
        site.builders['l-old'] = build
    """)
    for _ in range(CROWD // AT_ONCE):
        tabs = [Tab(server.url) for _ in range(AT_ONCE)]
        await asyncio.gather(*(tab.open('/room/l-old+l-new') for tab in tabs))
        server.run("""
            for view in site.views.pop('l-old+l-new'):
                view.show([live.find('l-new'), live.block('l-newer', lambda: row('newer'))])
        """)
        await asyncio.gather(*(tab.until_sees('newer') for tab in tabs))
        assert not any('trimmed' in tab.text() for tab in tabs)
        await asyncio.gather(*(tab.click('private') for tab in tabs))
        await tabs[0].settle()
        await asyncio.gather(*(tab.lose() for tab in tabs))
    async with Tab(server.url) as stays:
        await stays.open('/room/l-stays')
        server.run('Client.prune_instances(client_age_threshold=0)')  # pages of other tests that never connected
        await server.until('live.stats.pages == 1')
        pages, blocks, rows, audiences = server.run("""
            import gc
            gc.collect()
            mine = [key for key in live._blocks if str(key).startswith('l-')]
            return [live.stats.pages, mine, len(site.refs), len(live._broadcast.audiences._audiences)]
        """)
        assert (pages, blocks, rows, audiences) == (1, ['l-stays'], 0, 1)
        server.run("with live.find('l-stays'): row('and the page still works')")
        await stays.until_sees('and the page still works')


async def test_closing_a_session_ends_its_pages_at_once_and_sends_them_to_their_address(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/l-close?language=de')
        await bob.open('/room/l-close')
        server.run("""
            site.sessions.remove('alice')
            live.close_session('alice')
            with live.find('l-close'): row('not for alice')
        """)
        await asyncio.wait_for(alice.socket.wait_closed(), 2)
        assert ('open', {'path': '/room/l-close?language=de', 'new_tab': False}) in alice.messages
        assert not any('not for alice' in frame for frame in alice.frames)
        assert server.run(f"return '{alice.client_id}' in Client.instances") is False
        await bob.until_sees('not for alice')
        await alice.lose()
        await alice.connect()
        assert alice.refused == 'Implicit handshake failed'
        await asyncio.sleep(2.5)  # the reconnect timeout: what NiceGUI would do after it must not fail


async def test_goodbye_sends_what_waits_and_closes_with_service_restart(own_server: Server) -> None:
    server = own_server
    async with Tab(server.url) as alice:
        await alice.open('/room/l-bye')
        server.run(f"""
            with Client.instances['{alice.client_id}'].content:
                ui.label('back in a moment')
            with live.find('l-bye'): row('last words')
            await live.goodbye()
        """)
        await asyncio.wait_for(alice.socket.wait_closed(), 2)
        assert alice.socket.close_code == 1012
        assert 'last words' in alice.text()
        assert 'back in a moment' in alice.text()
        await alice.lose()
        with pytest.raises(InvalidStatus):
            await alice.connect()


async def test_a_second_live_in_the_process_takes_over(own_server: Server) -> None:
    server = own_server
    server.run("""
        site.live = site.live.__class__(session_of=site.session_of, fill=site.fill)
        live_ = site.live
        import nicegui.client, nicegui.events
        from messenger.live import gate
        live_._gate.install()
        live_.install.__func__.__globals__['Installation'](
            page_of=live_._page_of, encoder=live_._encoder, fill=live_._broadcast.filled).install()
        site.globals['live'] = live_
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/l-second')
        server.run("with live.find('l-second'): ui.button('act', on_click=lambda: row(viewer().identity))")
        await alice.until(lambda: any(e.get('props', {}).get('label') == 'act' for e in alice.elements.values()))
        await alice.click('act')
        await alice.settle()
        assert server.run('return [live.stats.pages, live.stats.connections]') == [1, 1]


async def test_the_stats_say_what_is_there(own_server: Server) -> None:
    """On a server of its own: pages of other tests end some seconds after them."""
    async with Tab(own_server.url) as alice:
        assert own_server.run('return [live.stats.views, live.stats.blocks]') == [0, 0]
        await alice.open('/room/l-stats')
        assert own_server.run('return [live.stats.views, live.stats.blocks]') == [1, 1]


async def test_a_browser_can_be_told_what_need_not_be_kept(server: Server) -> None:
    """It comes once, without a number that the browser would have to acknowledge, and not to who is away."""
    async with Tab(server.url, 'carol') as carol:
        await carol.open('/room/l-tell')
        await carol.settle()
        told = f"live.tell(Client.instances['{carol.client_id}'], 'forget()')"
        numbered = carol.next_message_id
        server.run(told)
        await carol.until(lambda: ('run_javascript', {'code': 'forget()'}) in carol.messages)
        assert carol.next_message_id == numbered
        await carol.lose()
        server.run(told)
        await carol.connect()
        await carol.settle()
        assert carol.messages.count(('run_javascript', {'code': 'forget()'})) == 1


async def test_a_session_can_be_closed_towards_another_address(server: Server) -> None:
    async with Tab(server.url, 'carol') as carol:
        await carol.open('/room/l-path')
        server.run("live.close_session('carol', path='/sign-in')")
        await asyncio.wait_for(carol.socket.wait_closed(), 2)
        assert ('open', {'path': '/sign-in', 'new_tab': False}) in carol.messages


async def test_closing_a_session_ends_its_sockets_whatever_their_page_says(server: Server) -> None:
    """A socket that never joined a page, one that left it, and one whose page cannot even say goodbye."""
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'alice') as left, Tab(server.url, 'alice') as never:
        await alice.open('/room/l-broken')
        await left.open('/room/l-broken')
        await left.socket.send('41')
        await never.open('/room/l-broken')
        await never.lose()
        never.client_id = 'unknown'
        await never.connect()
        server.run(f"""
            site.sessions.remove('alice')
            Client.instances['{alice.client_id}'].open = None
            live.close_session('alice')
            with live.find('l-broken') or live.block('l-broken', lambda: None): row('not for alice')
        """)
        for tab in (alice, left, never):
            await asyncio.wait_for(tab.socket.wait_closed(), 2)
            assert not any('not for alice' in frame for frame in tab.frames)
        await server.until('live.stats.connections == 0')
