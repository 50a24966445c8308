"""What the code that draws anew may do, and what happens when it fails."""

from tests.live.server import Server
from tests.live.tab import Tab
from tests.live.test_redraw import POLL, parts


async def test_a_build_that_fails_changes_nothing_and_says_so(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-fails'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-fails')
        await alice.settle()
        text, before = alice.text(), len(alice.frames)
        assert server.run("""
            owner = live.find('redraw-fails').owner
            ids, upcoming = list(owner.elements), owner.ids.peek()
            def draw():
                ui.label('half')
                ui.input('more')
                ui.button('and more').run_method('focus')
                raise ValueError('as told')
            try:
                redraw(site.widget, draw)
            except ValueError as error:
                return str(error) == 'as told' and ids == list(owner.elements) and owner.ids.peek() == upcoming
        """)
        await alice.settle()
        assert parts(alice, before) == {}
        assert alice.text() == text
        await alice.click('Pizza 0')
        await alice.settle()
        assert server.run('return seen') == ['Pizza 0']


async def test_a_redraw_within_a_redraw_and_of_a_private_element_are_refused(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-wrong'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-wrong')
        assert server.run("""
            answers = []
            def inner():
                redraw(site.widget, site.draw)
            for element, build in ((site.widget, inner), (site.views['redraw-wrong'][-1].element, site.draw)):
                try:
                    redraw(element, build)
                except (RuntimeError, TypeError) as error:
                    answers.append(type(error).__name__)
            return answers
        """) == ['RuntimeError', 'TypeError']


async def test_what_is_gone_is_left_alone(server: Server) -> None:
    assert (
        server.run("""
        block = live.block('redraw-gone', lambda: None)
        with block:
            element = ui.element('section')
        element.delete()
        redraw(element, lambda: seen.append('built'))
        return seen
    """)
        == []
    )


async def test_what_a_build_changes_elsewhere_in_the_block_is_sent_too(server: Server) -> None:
    server.run("""
        def build():
            site.total = ui.label('total 0')
            site.widget = ui.element('section')
        site.builders['redraw-elsewhere'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-elsewhere')
        server.run("""
            def draw():
                ui.label('part')
                site.total.text = 'total 1'
            redraw(site.widget, draw)
        """)
        await alice.until_sees('total 1 part')


async def test_what_a_build_says_and_takes_away_elsewhere_reaches_everybody(server: Server) -> None:
    server.run("""
        def build():
            site.widget = ui.element('section')
            site.doomed = ui.label('taken away')
        site.builders['redraw-says'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-says')
        server.run("""
            def draw():
                site.doomed.delete()
                ui.label('passing').delete()
                ui.label('stays')
                ui.notify('to all')
            redraw(site.widget, draw)
        """)
        await alice.until_sees('stays')
        await alice.until(lambda: [data['message'] for kind, data in alice.messages if kind == 'notify'] == ['to all'])
        assert 'taken away' not in alice.text()
        assert 'passing' not in alice.text()


async def test_a_build_cannot_await_or_use_what_belongs_to_one_browser(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-remedy'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-remedy')
        assert server.run("""
            from nicegui import app
            answers = []
            for build in (lambda: ui.timer(1, print), lambda: ui.upload(), lambda: app.storage.user['x'], viewer):
                try:
                    redraw(site.widget, build)
                except (RuntimeError, LookupError) as error:
                    answers.append(str(error).split(' ')[0])
            return answers
        """) == ['ui.timer', 'ui.upload', 'app.storage', 'viewer()']
        assert 'Lunch?' in alice.text()


async def test_an_old_element_that_cannot_end_does_not_hold_up_the_new_ones(server: Server) -> None:
    server.run("""
        site.caught = []
        site.handlers, core.app._exception_handlers[:] = list(core.app._exception_handlers), [site.caught.append]
        def fail(label):
            raise ValueError('as told')
        stubborn = type('Stubborn', (ui.label,), {'__module__': '__main__', '_handle_delete': fail})
        def build():
            with ui.element('section') as site.widget:
                stubborn('old')
        site.builders['redraw-stubborn'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-stubborn')
        server.run("redraw(site.widget, lambda: ui.button('new'))")
        await alice.until_sees('new')
        server.run("redraw(site.widget, lambda: ui.button('newer'))")
        await alice.until_sees('newer')
        assert server.run('return [str(each) for each in site.caught]') == ['as told']
    server.run('core.app._exception_handlers[:] = site.handlers')
