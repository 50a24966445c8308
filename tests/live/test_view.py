"""Joining, leaving and moving on: the browser holds exactly what the view shows."""

import pytest

from tests.live.server import Server
from tests.live.tab import Tab


def shared(tab: Tab) -> list[int]:
    return [element_id for element_id in tab.elements if element_id >= 2**26]


async def test_the_first_html_shows_the_shared_elements_with_this_viewer_s_words(server: Server) -> None:
    server.run("site.builders['v-first'] = lambda: row('at ' + placeholder('time', '12'))")
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.get('/room/v-first?language=en')
        await bob.get('/room/v-first?language=de')
        assert '<b>at time:12@en</b>' in alice.text()
        assert '<b>at time:12@de</b>' in bob.text()


async def test_a_change_reaches_viewers_of_two_locales_in_their_words(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/v-words?language=en')
        await bob.open('/room/v-words?language=de')
        server.run("with live.find('v-words'): ui.label('now ' + placeholder('time', 'noon', 'x'))")
        await alice.until_sees('now time:noon,x@en')
        await bob.until_sees('now time:noon,x@de')


async def test_what_changed_between_the_first_html_and_the_socket_is_caught_up(server: Server) -> None:
    server.run("""
        def build():
            site.one, site.two = row('one'), row('two')
        site.builders['v-between'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.get('/room/v-between')
        server.run("""
            site.one.delete()
            site.two.props['innerHTML'] = 'second'
            with live.find('v-between'): row('three')
        """)
        await alice.connect()
        await alice.until_sees('second <b>three</b>')
        assert 'one' not in alice.text().split('private')[-1]
        assert sorted(shared(alice)) == sorted(server.run("return list(live.find('v-between').owner.elements)"))


async def test_showing_other_blocks_deletes_those_gone_and_brings_those_new(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/v-a+v-b')
        await alice.until_sees('first of v-b')
        server.run("""
            view = site.views['v-a+v-b'][-1]
            view.show([live.find('v-b'), live.block('v-c', lambda: site.build('v-c'))])
        """)
        await alice.until_sees('<b>first of v-b</b> <b>first of v-c</b>')
        assert 'v-a' not in alice.text()
        assert server.run("return live.find('v-a') is None")
        assert len(shared(alice)) == 4
        server.run("with live.find('v-c'): row('live')")
        await alice.until_sees('live')


async def test_a_block_that_is_added_never_comes_before_what_still_waits_above_it(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/v-order')
        server.run("""
            with live.find('v-order'): row('the last row above')
            view = site.views['v-order'][-1]
            view.show([live.find('v-order'), live.block('v-next', lambda: row('the first row below'))])
        """)
        await alice.until_sees('the last row above</b> <b>the first row below')
        above, below = (
            next(number for number, frame in enumerate(alice.frames) if words in frame)
            for words in ('the last row above', 'the first row below')
        )
        assert above < below


async def test_leaving_is_at_once_and_nothing_later_arrives(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/v-leave')
        await bob.open('/room/v-leave')
        server.run("""
            with live.find('v-leave'):
                row('not for bob')
            next(view for view in site.views['v-leave'] if view.identity == 'bob').leave()
            with live.find('v-leave'):
                row('nor this')
        """)
        await alice.until_sees('nor this')
        await bob.settle()
        assert shared(bob) == []
        assert not any('for bob' in frame or 'nor this' in frame for frame in bob.frames)


async def test_a_view_ends_when_its_element_is_deleted(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/v-deleted')
        server.run("site.views['v-deleted'][-1].element.delete()")
        await alice.settle()
        assert shared(alice) == []
        assert server.run("return live.find('v-deleted') is None")


async def test_relocating_sends_everything_again_in_the_new_words(server: Server) -> None:
    server.run("site.builders['v-move'] = lambda: ui.label('at ' + placeholder('time', '1'))")
    async with Tab(server.url) as alice:
        await alice.open('/room/v-move')
        assert 'at time:1@en' in alice.text()
        server.run("site.views['v-move'][-1].relocate(Locale('UTC', 'fr'))")
        await alice.until_sees('at time:1@fr')
        server.run("with live.find('v-move'): ui.label(placeholder('word'))")
        await alice.until_sees('word:@fr')


async def test_a_component_that_first_appears_later_is_loaded_before_its_element(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/v-component')
        await bob.open('/room/v-component')
        server.run("with live.find('v-component'): ui.joystick()")
        for tab in (alice, bob):
            await tab.until(lambda tab=tab: any(e['tag'] == 'nicegui-joystick' for e in tab.elements.values()))
            assert tab.loaded == ['nicegui-joystick']
        server.run("with live.find('v-component'): ui.joystick()")
        await bob.settle()
        assert bob.loaded == ['nicegui-joystick']


async def test_a_component_that_is_in_the_first_html_is_not_loaded_again_by_a_change(server: Server) -> None:
    server.run("site.builders['v-known'] = lambda: ui.joystick()")
    async with Tab(server.url) as alice:
        await alice.get('/room/v-known')
        alice.loaded.append('nicegui-joystick')  # by an import in the HTML
        await alice.connect()
        before = len(alice.loaded)
        server.run("with live.find('v-known'): ui.joystick()")
        await alice.settle()
        assert len(alice.loaded) == before


@pytest.mark.parametrize('mistake', ['too many', 'ended'])
async def test_a_list_that_cannot_be_shown_is_refused_with_the_remedy(server: Server, mistake: str) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/v-mistake')
        told = server.run(f"""
            view = site.views['v-mistake'][-1]
            blocks = [live.block(('m', i), lambda: None) for i in range(51)]
            ended = live.block('v-ended', lambda: None)
            view.show([ended]); view.show([])
            try:
                view.show(blocks if '{mistake}' == 'too many' else [ended])
            except ValueError as error:
                return str(error)
        """)
        assert 'at most 50' in told or 'live.block()' in told


async def test_a_page_may_have_several_views_and_leave_them_one_by_one(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/v-several')
        await bob.open('/room/v-several')
        server.run(f"""
            site.more = []
            with Client.instances['{alice.client_id}'].content:
                for keys in (['v-line'], ['v-line', 'v-several']):
                    view = live.view(identity='alice', locale=Locale('UTC', 'en'), may_see=lambda: True)
                    view.show([live.block(key, lambda: row('line')) for key in keys])
                    site.more.append(view)
        """)
        await alice.until(lambda: alice.text().count('first of v-several') == 2 and alice.text().count('line') == 2)
        server.run("with live.find('v-line'): row('typing')")
        await alice.until(lambda: alice.text().count('typing') == 2)
        server.run('site.more[1].leave()')
        await alice.settle()
        assert (alice.text().count('first of v-several'), alice.text().count('typing')) == (1, 1)
        server.run('site.more[0].leave()')
        await alice.settle()
        assert 'typing' not in alice.text()
        assert server.run("return live.find('v-line') is None")
        server.run("with live.find('v-several'): row('still heard')")
        await alice.until_sees('still heard')
        assert 'typing' not in ''.join(bob.frames)


async def test_the_page_s_elements_hold_no_shared_ones_but_find_those_shown(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/v-elements')
        held, found, missing = server.run(f"""
            client = Client.instances['{alice.client_id}']
            block = live.find('v-elements')
            return [
                len([i for i in client.elements if i >= 2**26]),
                client.elements.get(block.root.id) is block.root and client.elements[block.root.id] is block.root,
                client.elements.get(12345),
            ]
        """)
        assert (held, found, missing) == (0, True, None)
