"""What one enters in a shared field shows for all others, and never overwrites who is typing."""

from typing import Any

from tests.live.server import Server
from tests.live.tab import Tab
from tests.live.test_redraw import parts

FORM = """
    site.text, site.upper = '', False
    def draw():
        def changed(event):
            site.text = event.value
            if site.upper:
                event.sender.value = event.value.upper()
        ui.input('draft')
        ui.input('followed', value=site.text, on_change=changed)
        ui.number('number')
        ui.checkbox('done')
        ui.linear_progress(value=len(site.text))
        ui.label(site.text)
    def build():
        site.widget = ui.element('section')
        with site.widget:
            draw()
    site.draw = draw
    site.builders['NAME'] = build
"""


async def enter(tab: Tab, words: str, value: Any) -> None:
    kind = next(e['type'] for e in tab.elements[tab.find(words)]['events'] if e['type'].startswith('update:'))
    await tab.emit('event', tab.event(tab.find(words), value, kind=kind))
    await tab.settle()


async def until_holds(tab: Tab, words: str, value: Any) -> None:
    await tab.until(lambda: prop(tab, words) == value)


def prop(tab: Tab, words: str) -> Any:
    props = tab.elements[tab.find(words)]['props']
    return props.get('value', props.get('model-value'))


async def test_what_one_types_shows_for_the_others_and_the_typist_s_box_is_left_alone(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-typed'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob, Tab(server.url, 'carol') as carol:
        await alice.open('/room/entered-typed')
        await bob.open('/room/entered-typed')
        for words, typed, value in (('draft', 'hello', 'hello'), ('number', '12', '12')):
            await bob.settle()
            ours, theirs = len(alice.frames), len(bob.frames)
            await enter(alice, words, typed)
            await until_holds(bob, words, value)
            await until_holds(alice, words, value)
            key = str(alice.find(words))
            assert 'preserved_props' not in parts(bob, theirs)[key]
            assert parts(alice, ours)[key]['preserved_props'] == ['value' if words == 'draft' else 'model-value']
        await carol.open('/room/entered-typed')
        assert (prop(carol, 'draft'), prop(carol, 'number')) == ('hello', '12')


async def test_what_another_types_over_it_comes_to_the_first(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-over'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/entered-over')
        await bob.open('/room/entered-over')
        await enter(alice, 'draft', 'one')
        await enter(bob, 'draft', 'two')
        await until_holds(alice, 'draft', 'two')
        assert 'preserved_props' not in alice.elements[alice.find('draft')]


async def test_what_the_author_makes_of_it_comes_to_the_typist_too(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-upper'))
    async with Tab(server.url, 'alice') as alice:
        await alice.open('/room/entered-upper')
        server.run('site.upper = True')
        await enter(alice, 'followed', 'loud')
        await until_holds(alice, 'followed', 'LOUD')
        await alice.until(lambda: any(kind == 'run_javascript' for kind, _ in alice.messages))
        assert 'preserved_props' not in alice.elements[alice.find('followed')]
        assert [data['code'] for kind, data in alice.messages if kind == 'run_javascript'] == [
            f'return runMethod({alice.find("followed")}, "updateValue", [])'
        ]


async def test_a_redraw_keeps_what_was_entered_where_the_author_says_the_same_as_before(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-redraw'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/entered-redraw')
        await bob.open('/room/entered-redraw')
        await enter(alice, 'draft', 'half a')
        await enter(alice, 'done', True)
        await enter(alice, 'followed', 'abc')
        await until_holds(alice, 'followed', 'abc')
        before = len(alice.frames)
        server.run('redraw(site.widget, site.draw)')
        for tab in (alice, bob):
            await tab.until_sees('abc')
            assert [prop(tab, words) for words in ('draft', 'done', 'followed')] == ['half a', True, 'abc']
        changed = [part['tag'] for part in parts(alice, before).values()]
        assert sorted(changed) == ['div', 'div', 'q-linear-progress']  # the progress and its label, the label below
        server.run("site.text = 'abcd'; redraw(site.widget, site.draw); redraw(site.widget, site.draw)")
        await until_holds(alice, 'followed', 'abcd')
        assert prop(alice, 'draft') == 'half a'


async def test_what_a_handler_follows_is_drawn_as_the_author_says(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-refused'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/entered-refused')
        await bob.open('/room/entered-refused')
        await enter(alice, 'followed', 'abc')
        alice.messages.clear()
        server.run("site.text = ''; redraw(site.widget, site.draw)")  # it was not accepted
        await until_holds(alice, 'followed', '')
        await until_holds(bob, 'followed', '')
        assert 'preserved_props' not in alice.elements[alice.find('followed')]
        await alice.until(lambda: any(kind == 'run_javascript' for kind, _ in alice.messages))
        assert any('updateValue' in data['code'] for kind, data in alice.messages if kind == 'run_javascript')


async def test_what_the_author_sets_anew_is_not_held_back_by_what_was_entered(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-reset'))
    async with Tab(server.url) as alice:
        await alice.open('/room/entered-reset')
        await enter(alice, 'draft', 'added')
        server.run("""
            box = next(each for each in site.widget.descendants() if each.props.get('label') == 'draft')
            box.value = ''
            redraw(site.widget, site.draw)
        """)
        await until_holds(alice, 'draft', '')


async def test_who_typed_comes_back_to_the_own_text(server: Server) -> None:
    server.run(FORM.replace('NAME', 'entered-back'))
    async with Tab(server.url) as alice:
        await alice.open('/room/entered-back')
        await enter(alice, 'draft', 'mine')
        await until_holds(alice, 'draft', 'mine')
        await alice.lose()
        count = len(alice.frames)
        await alice.connect()
        await alice.until(lambda: str(alice.find('draft')) in parts(alice, count))
        assert alice.elements[alice.find('draft')]['preserved_props'] == ['value']
