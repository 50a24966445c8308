"""Handlers of shared elements run as the viewer who acted."""

from tests.live.server import Server
from tests.live.tab import Tab

BUTTONS = """
    import asyncio
    def build():
        async def slowly():
            ui.notify(f'before {viewer().identity}')
            await asyncio.sleep(0.05)
            ui.notify(f'after {viewer().identity}')
            with live.find('NAME'):
                row(f'added by {viewer().identity}')
        def quickly(event):
            ui.notify(f'hello {viewer().identity} {event.client is viewer().client}')
            ui.label(f'private to {viewer().identity}')
        def badly():
            raise ValueError('as told')
        ui.button('quickly', on_click=quickly)
        ui.button('slowly', on_click=slowly)
        ui.button('badly', on_click=badly)
    site.builders['NAME'] = build
"""


def notes(tab: Tab) -> list[str]:
    return [data['message'] for kind, data in tab.messages if kind == 'notify']


async def test_a_click_on_what_another_s_visit_built_means_the_one_who_clicked(server: Server) -> None:
    server.run(BUTTONS.replace('NAME', 'acting-click'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/acting-click')
        await bob.open('/room/acting-click')
        await bob.click('quickly')
        await bob.until(lambda: notes(bob) == ['hello bob True'])
        await bob.until_sees('private to bob')
        await alice.settle()
        assert notes(alice) == []
        assert 'private to bob' not in alice.text()


async def test_the_one_who_clicked_is_known_after_an_await(server: Server) -> None:
    server.run(BUTTONS.replace('NAME', 'acting-await'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/acting-await')
        await bob.open('/room/acting-await')
        await bob.click('slowly')
        await bob.until(lambda: notes(bob) == ['before bob', 'after bob'])
        await alice.until_sees('added by bob')
        await bob.until_sees('added by bob')
        assert notes(alice) == []


async def test_an_exception_of_a_handler_reaches_the_app_and_the_page_of_who_acted(server: Server) -> None:
    server.run(BUTTONS.replace('NAME', 'acting-bad'))
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
    """)
    async with Tab(server.url, 'alice') as alice:
        await alice.open('/room/acting-bad')
        server.run(f"""
            Client.instances['{alice.client_id}'].on_exception(lambda error: ui.notify(f'sorry: {{error}}'))
        """)
        await alice.click('badly')
        await alice.until(lambda: notes(alice) == ['sorry: as told'])
        assert server.run('return [str(error) for error in site.caught]') == ['as told']
    server.run('core.app._exception_handlers[:] = site.handlers')


async def test_nobody_acts_outside_a_handler(server: Server) -> None:
    assert 'only in the handler' in server.run("""
        try:
            viewer()
        except LookupError as error:
            return str(error)
    """)


async def test_a_change_made_by_code_runs_the_handler_as_nobody(server: Server) -> None:
    server.run("""
        def build():
            def changed():
                try:
                    viewer()
                except LookupError:
                    seen.append('nobody')
            site.box = ui.checkbox('box', on_change=changed)
        site.builders['acting-code'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/acting-code')
        server.run('site.box.value = True')
        assert server.run('return seen') == ['nobody']
        await alice.until(lambda: alice.elements[alice.find('box')]['props']['model-value'] is True)


async def test_app_storage_of_one_browser_fails_in_shared_code_with_the_remedy(server: Server) -> None:
    told = server.run("""
        told = []
        def build():
            for name in ('user', 'browser', 'tab', 'client'):
                try:
                    getattr(core.app.storage, name)['x'] = 1
                except RuntimeError as error:
                    told.append(str(error))
        live.block('acting-storage', build)
        return told
    """)
    assert len(told) == 4
    assert all("the block's own objects" in text for text in told)


async def test_a_timer_fails_in_shared_code_with_the_remedy(server: Server) -> None:
    assert 'block.every(seconds, callback)' in server.run("""
        block = live.block('acting-timer', lambda: None)
        try:
            with block:
                ui.timer(1, print)
        except RuntimeError as error:
            assert len(block.owner.elements) == 1
            return str(error)
    """)


async def test_what_fails_after_the_event_that_began_it_is_reported(server: Server) -> None:
    """The zone around the event has ended by then, and cannot hear of it."""
    server.run("""
        import asyncio
        from nicegui import background_tasks
        site.later, site.caught = asyncio.Event(), []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
        async def around(run):
            await run()
            seen.append('zone ends')
        def build():
            with Zone(around):
                def badly():
                    raise ValueError('as told, later')
                box = ui.checkbox('box', on_change=badly)
                async def wait():
                    await site.later.wait()
                    box.value = True
                ui.button('leave it', on_click=lambda: background_tasks.create(wait()) and None)
        site.builders['acting-later'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/acting-later')
        await alice.click('leave it')
        await server.until("'zone ends' in seen")
        server.run('site.later.set()')
        await server.until('site.caught')
        assert server.run('return [str(error) for error in site.caught]') == ['as told, later']
    server.run('core.app._exception_handlers[:] = site.handlers')
