"""What is drawn anew reaches browsers only where it differs, and is in every other way the new thing."""

import json
from typing import Any

from tests.live.server import Server
from tests.live.tab import Tab

POLL = """
    site.votes = {'Pizza': 0, 'Pasta': 0}
    def draw():
        ui.label('Lunch?')
        for option, count in site.votes.items():
            ui.button(f'{option} {count}', on_click=lambda option=option, count=count: seen.append(f'{option} {count}'))
        with ui.expansion('More'):
            ui.label('inside')
    def build():
        site.widget = ui.element('section')
        with site.widget:
            draw()
    site.draw = draw
    site.builders['NAME'] = build
"""


def parts(tab: Tab, count: int) -> dict[str, Any]:
    """The parts of all updates since that many frames, the last of each element."""
    updates = [json.loads(frame[2:])[1] for frame in tab.frames[count:] if frame.startswith('42["update"')]
    return {key: part for update in updates for key, part in update.items() if key != '_id'}


async def test_one_changed_label_is_one_part(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-one'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-one')
        await alice.settle()
        before = len(alice.frames)
        server.run("site.votes['Pasta'] = 1; redraw(site.widget, site.draw)")
        await alice.until_sees('Pasta 1')
        changed = parts(alice, before)
        assert [part['props']['label'] for part in changed.values()] == ['Pasta 1']


async def test_nothing_is_sent_when_nothing_differs(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-same'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-same')
        await alice.settle()
        before = len(alice.frames)
        server.run('redraw(site.widget, site.draw)')
        await alice.settle()
        assert parts(alice, before) == {}


async def test_the_handlers_are_the_new_ones(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-handlers'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-handlers')
        click = alice.event(alice.find('Pizza 0'))
        server.run("site.votes['Pizza'] = 7; redraw(site.widget, site.draw)")
        await alice.emit('event', click)  # on its way while it was drawn anew
        await alice.settle()
        assert server.run('return seen') == ['Pizza 7']


async def test_what_is_added_and_taken_away_comes_and_goes(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-rows'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-rows')
        held = len(alice.elements)
        server.run("site.votes = {'Soup': 0, **site.votes}; redraw(site.widget, site.draw)")
        await alice.until_sees('Soup 0 Pizza 0 Pasta 0')
        server.run("site.votes = {'Pasta': 0}; redraw(site.widget, site.draw)")
        await alice.until(lambda: 'Soup' not in alice.text())
        await alice.click('Pasta 0')
        await alice.settle()
        assert server.run('return seen') == ['Pasta 0']
        assert len(alice.elements) == held - 1


async def test_a_key_holds_on_to_its_element_wherever_it_goes(server: Server) -> None:
    server.run("""
        site.names = ['a', 'b', 'c']
        def draw():
            for name in site.names:
                with ui.card().props(f'data-key={name}'):
                    ui.input(name)
        site.draw = draw
        def build():
            site.widget = ui.element('section')
            with site.widget:
                draw()
        site.builders['redraw-keys'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-keys')
        await alice.settle()
        ids = {name: alice.find(name) for name in 'abc'}
        before = len(alice.frames)
        server.run("site.names = ['c', 'a']; redraw(site.widget, site.draw)")
        await alice.until(lambda: 'b' not in alice.text().split())
        assert {name: alice.find(name) for name in 'ac'} == {name: ids[name] for name in 'ac'}
        changed = {key: part for key, part in parts(alice, before).items() if part is not None}
        assert [part['tag'] for part in changed.values()] == ['section']  # its order only; the inputs are as they were
        for name in 'ac':
            assert alice.elements[ids[name]]['props']['for'] == f'c{ids[name]}'


async def test_a_condition_above_does_not_cost_what_stands_below_its_place(server: Server) -> None:
    server.run("""
        site.warns = False
        def draw():
            if site.warns:
                ui.markdown('careful')
            with ui.expansion('More'):
                ui.label('inside')
        site.draw = draw
        def build():
            site.widget = ui.element('section')
            with site.widget:
                draw()
        site.builders['redraw-above'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-above')
        more = alice.find('More')
        server.run('site.warns = True; redraw(site.widget, site.draw)')
        await alice.until_sees('careful')
        assert alice.find('More') == more


async def test_ids_that_elements_write_down_are_the_ones_they_end_up_with(server: Server) -> None:
    server.run("""
        site.is_first = False
        def draw():
            if site.is_first:
                ui.input('first')
            ui.label('named').tooltip('about it')
            ui.input('second')
            ui.code('to copy')
            ui.chip('counted', on_click=lambda: None).run_method('focus')
        site.draw = draw
        def build():
            site.widget = ui.element('section')
            with site.widget:
                draw()
        site.builders['redraw-refs'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-refs')
        await alice.settle()
        alice.messages.clear()
        server.run('site.is_first = True; redraw(site.widget, site.draw)')
        await alice.until(lambda: any(kind == 'run_javascript' for kind, _ in alice.messages))
        for words in ('first', 'second'):
            assert alice.elements[alice.find(words)]['props']['for'] == f'c{alice.find(words)}'
        code = next(each for each, element in alice.elements.items() if element['tag'] == 'nicegui-code')
        copying = [each for element in alice.elements.values() for each in element.get('events', [])]
        assert any(f'getElement("{code}")' in (each['js_handler'] or '') for each in copying)
        tooltip = next(each for each in alice.elements.values() if each['tag'] == 'q-tooltip')
        assert tooltip['props']['target'] == f'#c{alice.find("named")}'
        assert [data['code'] for _, data in alice.messages] == [
            f'return runMethod({alice.find("counted")}, "focus", [])'
        ]


async def test_a_thousand_redraws_leak_nothing(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-leak'))
    async with Tab(server.url) as alice:
        await alice.open('/room/redraw-leak')
        before, after = server.run("""
            import gc
            from nicegui import binding
            block = live.find('redraw-leak')
            def draw(i):
                ui.label('Lunch?').bind_visibility_from(site, 'leak')
                ui.button(f'{i}', on_click=lambda: seen.append(i))
                for _ in range(3):
                    ui.input(f'kept {i}').props(f'key={i}')  # a new element at each redraw
            def redraw_all(numbers):
                for i in numbers:
                    redraw(site.widget, lambda: draw(i))
                gc.collect()
                counts = [len(block.owner.elements), len(block._versions), len(block._tombstones), len(block._parts)]
                listeners = sum(len(element._event_listeners) for element in block.owner.elements.values())
                bindings = [len(binding.bindings[id(site), ('leak',)]), len(binding.active_links)]
                return [*counts, listeners, *bindings, max(block.ids()) // 100]
            site.leak = True
            return redraw_all(range(1000)), redraw_all(range(1000, 2000))
        """)
        assert before == after
        await alice.until_sees('kept 1999')
        await alice.settle()
        await alice.click('1999')
        await alice.settle()
        assert server.run('return seen') == [1999]


async def test_who_comes_back_sees_what_was_drawn_meanwhile(server: Server) -> None:
    server.run(POLL.replace('NAME', 'redraw-back'))
    async with Tab(server.url) as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/redraw-back')
        await alice.lose()
        server.run("""
            for i in range(50):
                site.votes = {f'Pizza {i}': i, 'Pasta': 1}
                redraw(site.widget, site.draw)
        """)
        await alice.connect()
        await bob.open('/room/redraw-back')
        await alice.settle()
        assert 'Pizza 49 49 Pasta 1' in alice.text()
        assert {k: v for k, v in alice.elements.items() if k >= 2**26} == {
            k: v for k, v in bob.elements.items() if k >= 2**26
        }
