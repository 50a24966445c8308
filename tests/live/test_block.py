"""A block lives while someone shows it, and leaves nothing behind."""

import asyncio

from tests.live.server import Server
from tests.live.tab import Tab


async def test_two_visitors_share_one_block_that_was_built_once(server: Server) -> None:
    server.run("site.builders['b-once'] = lambda: (seen.append('built'), row('here'))")
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/b-once')
        await bob.open('/room/b-once')
        assert server.run('return seen') == ['built']
        assert [i for i in alice.elements if i >= 2**26] == [i for i in bob.elements if i >= 2**26]


async def test_a_block_that_nobody_shows_is_torn_down_and_freed(server: Server) -> None:
    server.run("""
        import gc, weakref
        gc.disable()  # at once means without waiting for a collection
        def build():
            site.refs = [weakref.ref(row('one')), weakref.ref(ui.button('two', on_click=lambda: None))]
        site.builders['b-freed'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/b-freed')
        server.run("site.refs.append(__import__('weakref').ref(live.find('b-freed')))")
        server.run("site.views.pop('b-freed')[-1].leave()")
        await alice.settle()
    assert server.run('__import__("gc").enable(); return [ref() is None for ref in site.refs]') == [True, True, True]


async def test_what_repeats_stops_with_its_block(server: Server) -> None:
    server.run("""
        def build():
            label = ui.label('0')
            def count():
                label.text = str(int(label.text) + 1)
                seen.append(label.text)
            async def slowly():
                raise ValueError('reported, and on it goes')
            site.block_every = count
        site.builders['b-every'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/b-every')
        server.run("live.find('b-every').every(0.02, site.block_every)")
        await alice.until_sees('3')
        server.run("site.views['b-every'][-1].leave()")
        count = len(server.run('return seen'))
        await asyncio.sleep(0.1)
        assert len(server.run('return seen')) == count


async def test_what_repeats_can_be_stopped(server: Server) -> None:
    assert server.run("""
        import asyncio
        block = live.block('b-stop', lambda: None)
        stop = block.every(0.01, lambda: seen.append(1))
        await asyncio.sleep(0.05)
        stop()
        count = len(seen)
        await asyncio.sleep(0.05)
        return count > 0 and len(seen) == count and not block.timers
    """)


async def test_a_row_that_cannot_be_built_says_so_and_harms_no_other(server: Server) -> None:
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
        def build():
            block = live.find('b-guarded')
            for text in ('one', None, 'three'):
                with block.guarded():
                    with ui.element('section'):
                        row('half of ' + (text or 'it'))
                        text.upper()
        site.builders['b-guarded'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/b-guarded')
        server.run('core.app._exception_handlers[:] = site.handlers')
        assert '<b>half of one</b> cannot show <b>half of three</b>' in alice.text()
        assert 'half of it' not in alice.text()
        assert server.run('return [type(error).__name__ for error in site.caught]') == ['AttributeError']


async def test_a_block_whose_builder_fails_shows_that_and_the_page_opens(server: Server) -> None:
    server.run("""
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), []
        site.builders['b-fails'] = lambda: 1 / 0
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/b-fails+b-works')
        assert 'cannot show <b>first of b-works</b>' in alice.text()
    server.run('core.app._exception_handlers[:] = site.handlers')


async def test_a_value_that_cannot_be_encoded_breaks_its_element_alone(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/b-value')
        before = server.run("return live.stats.refused['element not encoded']")
        server.run("""
            with live.find('b-value'):
                ui.label('lone \\ud800 surrogate')
                ui.element('div').props['value'] = object()
                with ui.element('section') as section:
                    row('inside')
                section.props['value'] = {1, 2}
                row('after')
        """)
        await alice.until_sees('cannot show cannot show cannot show <b>inside</b> <b>after</b>')
        assert server.run("return live.stats.refused['element not encoded']") == before + 3
    async with Tab(server.url) as bob:
        await bob.open('/room/b-value')
        await bob.settle()


async def test_a_page_opens_although_elements_cannot_be_encoded(server: Server) -> None:
    server.run("""
        def build():
            ui.label('lone \\ud800 surrogate')
            row('</script> `${x} \\\\ &amp;')
        site.builders['b-page'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/b-page')
        assert 'cannot show <b></script> `${x} \\ &amp;</b>' in alice.text()


async def test_a_method_called_on_a_shared_element_reaches_everybody(server: Server) -> None:
    server.run("site.builders['b-method'] = lambda: setattr(site, 'field', ui.input('field'))")
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/b-method')
        await bob.open('/room/b-method')
        server.run("site.field.run_method('focus')")
        for tab in (alice, bob):
            await tab.until(lambda tab=tab: any('focus' in str(data) for _, data in tab.messages))
        assert 'no one answer' in server.run("""
            try:
                await site.field.run_method('focus')
            except RuntimeError as error:
                return str(error)
        """)


async def test_a_page_that_never_connects_gives_its_blocks_back(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.get('/room/b-never')
        assert server.run("return live.find('b-never') is not None")
        server.run(f"""
            Client.instances['{alice.client_id}'].created -= 3600
            Client.prune_instances()
        """)
        assert server.run("return live.find('b-never') is None")


async def test_a_block_that_is_built_and_never_shown_is_dropped(server: Server) -> None:
    server.run("""
        block = live.block('b-unseen', lambda: row('x'))
        block.created -= 60
        live._drop_unseen()
    """)
    assert server.run("return live.find('b-unseen') is None")


async def test_building_leaves_the_visitor_s_own_slot_as_it_was(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/b-slot')
        server.run(f"""
            with Client.instances['{alice.client_id}'].content:
                ui.label('mine, before')
                live.block('b-other', lambda: ui.label('of the block'))
                ui.label('mine, after')
        """)
        await alice.until_sees('mine, before mine, after')
        assert 'of the block' not in alice.text()


async def test_what_belongs_to_one_browser_is_refused_with_what_does_instead(server: Server) -> None:
    server.run("""
        from nicegui import app
        from messenger.live import Remedies
        from messenger.live.block import Block
        from nicegui.page import page
        def block(number, **options):
            remedies = Remedies(**options)
            parts = {'broadcast': live._broadcast, 'encoder': live._encoder, 'page': page('')}
            return Block('b-remedies', number, **parts, remedies=remedies)
        site.block_with, site.app = block, app
    """)
    for code, remedy in (
        ('ui.timer(1, lambda: None)', 'timer'),
        ('ui.upload()', 'upload'),
        ("site.app.storage.user['a']", 'storage'),
        ("site.app.storage.browser['a']", 'storage'),
        ("site.app.storage.tab['a']", 'storage'),
        ("site.app.storage.client['a']", 'storage'),
        ("await ui.label('x').run_method('focus')", 'answer'),
    ):
        answer = server.run(f"""
            with site.block_with(70, {remedy}='take something else') as block:
                try:
                    {code}
                except RuntimeError as error:
                    return [str(error), len(block.owner.elements)]
        """)
        assert answer[0].endswith('; take something else'), (code, answer)
        assert answer[1] == (2 if remedy == 'answer' else 1), code  # nothing half made is left
