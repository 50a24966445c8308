"""Handlers inside a zone run inside its function, as what is there by then."""

from tests.live.server import Server
from tests.live.tab import Tab

ZONES = """
    import asyncio
    site.log = log = []
    site.gate = asyncio.Event()
    site.gate.set()
    def zone(name):
        async def around(run):
            log.append(f'{name} of {viewer().identity}')
            await site.gate.wait()
            try:
                await run()
            except ValueError as error:
                log.append(f'{name} heard {error}')
                raise
            log.append(f'{name} ends')
        return Zone(around)
    site.version = 'old'
    def draw():
        version = site.version
        async def slowly():
            log.append(f'{version} begins')
            await asyncio.sleep(0.01)
            ui.notify(f'hello {viewer().identity}')
            log.append(f'{version} ends')
        async def chosen(event):
            await asyncio.sleep(0.01)
            log.append(f'chosen {event.value}')
        def badly():
            raise ValueError('as told')
        ui.button('act', on_click=slowly)
        ui.button('fail', on_click=badly)
        ui.select(['a', 'b'], label='select', on_change=chosen)
        ui.checkbox('check', on_change=chosen)
        ui.slider(min=0, max=9, on_change=chosen).props('label=slide')
    def build():
        with zone('outer'), zone('inner') as site.inner:
            draw()
        ui.button('free', on_click=lambda: log.append('free'))
    site.draw = draw
    site.builders['NAME'] = build
"""


async def test_zones_go_around_the_handler_the_outermost_first(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-nested'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/zone-nested')
        await bob.open('/room/zone-nested')
        await bob.click('act')
        await server.until("'outer ends' in site.log")
        assert server.run('return site.log') == [
            'outer of bob',
            'inner of bob',
            'old begins',
            'old ends',
            'inner ends',
            'outer ends',
        ]
        await bob.until(lambda: any(kind == 'notify' and data['message'] == 'hello bob' for kind, data in bob.messages))
        await alice.settle()
        assert alice.messages == []


async def test_what_is_outside_of_a_zone_runs_as_ever(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-free'))
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-free')
        await alice.click('free')
        await alice.settle()
        assert server.run('return site.log') == ['free']


async def test_handlers_of_value_elements_run_inside_to_their_end(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-values'))
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-values')
        for words, argument, value in (
            ('select', {'value': 1, 'label': 'b'}, 'b'),
            ('check', True, True),
            ('slide', 4, 4),
        ):
            server.run('site.log.clear()')
            await alice.emit('event', alice.event(alice.find(words), argument, kind='update:modelValue'))
            await server.until("'outer ends' in site.log")
            assert server.run('return site.log')[2:] == [f'chosen {value}', 'inner ends', 'outer ends']


async def test_a_handler_that_was_drawn_anew_while_it_waited_is_the_new_one(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-anew'))
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-anew')
        server.run('site.gate.clear()')
        await alice.click('act')
        await server.until('site.log')
        server.run("site.version = 'new'; redraw(site.inner, site.draw); site.gate.set()")
        await server.until("'outer ends' in site.log")
        assert 'new ends' in server.run('return site.log')
        assert 'old begins' not in server.run('return site.log')


async def test_after_waiting_it_is_checked_again_whether_the_viewer_still_may(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-again'))
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-again')
        for change, undo in (
            ("site.banned.add('alice')", 'site.banned.clear()'),
            ("site.sessions.discard('alice')", "site.sessions.add('alice')"),
            ('site.inner.set_visibility(False)', 'site.inner.set_visibility(True)'),
            ("site.views['zone-again'][-1].leave()", 'None'),
        ):
            server.run('site.log.clear(); site.gate.clear()')
            await alice.emit('event', alice.event(alice.find('act')))
            await server.until('site.log')
            server.run(f'{change}; site.gate.set()')
            await server.until("'outer ends' in site.log")
            assert 'old begins' not in server.run('return site.log')
            server.run(undo)


async def test_what_a_handler_raises_comes_to_the_zone_and_is_reported(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-bad'))
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-bad')
        await alice.click('fail')
        await server.until('site.caught')
        assert server.run('return [str(e) for e in site.caught]') == ['as told']
        assert server.run('return site.log')[2:] == ['inner heard as told', 'outer heard as told']
    server.run('core.app._exception_handlers[:] = site.handlers')


async def test_only_so_many_wait_at_once_for_one_page(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-many'))
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-many')
        server.run('site.gate.clear()')
        for _ in range(35):
            await alice.click('act')
        await alice.settle()
        assert server.run('return len(site.log)') == 32
        assert server.run("return live.stats.refused['too many at once']") == 3
        server.run('site.gate.set()')
        await server.until("site.log.count('outer ends') == 32")
        await server.until("not site.views['zone-many'][-1].page.running")


async def test_of_several_handlers_that_fail_the_first_comes_to_the_zone_and_all_are_reported(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-several'))
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
        import asyncio
        log = site.log
        def fail(words):
            raise ValueError(words)
        async def fail_later(words):
            await asyncio.sleep(0)
            raise ValueError(words)
        def draw():
            box = ui.checkbox('several', on_change=lambda: fail('first'))
            box.on_value_change(lambda: fail_later('second'))
            box.on_value_change(lambda: log.append('third'))
        site.failing = draw
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-several')
        server.run('redraw(site.inner, site.failing)')
        await alice.until_sees('several')
        await alice.emit('event', alice.event(alice.find('several'), True, kind='update:modelValue'))
        await server.until('len(site.caught) == 2')
        assert sorted(server.run('return [str(each) for each in site.caught]')) == ['first', 'second']
        assert 'outer heard first' in server.run('return site.log')
        assert 'third' in server.run('return site.log')
    server.run('core.app._exception_handlers[:] = site.handlers')


async def test_what_a_handler_leaves_running_goes_on_after_the_event(server: Server) -> None:
    server.run(ZONES.replace('NAME', 'zone-outlives'))
    server.run("""
        import asyncio
        from nicegui import background_tasks
        site.later = asyncio.Event()
        log = site.log
        async def changed():
            log.append('changed later')
        def draw():
            box = ui.checkbox('box', on_change=changed)
            async def wait():
                await site.later.wait()
                box.value = True
            ui.button('leave it', on_click=lambda: background_tasks.create(wait()) and None)
        site.outliving = draw
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/zone-outlives')
        server.run('redraw(site.inner, site.outliving)')
        await alice.until_sees('leave it')
        await alice.click('leave it')
        await server.until("'outer ends' in site.log")
        server.run('site.later.set()')
        await server.until("'changed later' in site.log")
