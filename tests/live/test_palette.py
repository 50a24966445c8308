"""NiceGUI's palette in shared blocks: built once for all, and drawn anew without a word where nothing differs."""

import pytest

from tests.live.server import Server
from tests.live.tab import Tab
from tests.live.test_redraw import parts

PALETTE = {
    'aggrid': "ui.aggrid({'columnDefs': [{'field': 'a'}], 'rowData': [{'a': 1}]})",
    'audio': "ui.audio('/a.mp3')",
    'avatar': "ui.avatar('face')",
    'badge': "ui.badge('1')",
    'button': "ui.button('b', on_click=print).tooltip('words')",
    'button group': "(ui.button_group().__enter__(), ui.button('a'))[0].__exit__()",
    'card': "(ui.card().__enter__(), ui.label('in'))[0].__exit__()",
    'chat message': "ui.chat_message('hi', name='x', stamp='now')",
    'checkbox': "ui.checkbox('c', on_change=print)",
    'chip': "ui.chip('c', removable=True)",
    'code': "ui.code('x = 1')",
    'codemirror': "ui.codemirror('x = 1')",
    'color input': "ui.color_input('c')",
    'color picker': 'ui.color_picker(on_pick=print)',
    'date': 'ui.date()',
    'echart': "ui.echart({'series': []}, on_point_click=print)",
    'editor': 'ui.editor()',
    'expansion': "(ui.expansion('e').__enter__(), ui.label('in'))[0].__exit__()",
    'html': "ui.html('<b>x</b>', sanitize=False)",
    'icon': "ui.icon('home')",
    'image': "ui.image('/a.png')",
    'input': "ui.input('i', autocomplete=['a'], validation={'long': lambda v: len(v) < 9})",
    'input chips': "ui.input_chips('c')",
    'interactive image': "ui.interactive_image('/a.png', on_mouse=print)",
    'joystick': 'ui.joystick(on_move=print)',
    'json editor': "ui.json_editor({'content': {'json': {}}})",
    'knob': 'ui.knob(0.5)',
    'label': "ui.label('l').on('click', print)",
    'leaflet': 'ui.leaflet(center=(1, 2)).marker(latlng=(1, 2))',
    'link': "ui.link('l', 'https://a.example')",
    'list': "(ui.list().__enter__(), ui.item('in', on_click=print))[0].__exit__()",
    'log': "ui.log().push('line')",
    'markdown': "ui.markdown('**m**')",
    'menu': "(ui.menu().__enter__(), ui.menu_item('in', print))[0].__exit__()",
    'mermaid': "ui.mermaid('graph LR; A-->B')",
    'number': "ui.number('n', value=1)",
    'pagination': 'ui.pagination(1, 3)',
    'plotly': "ui.plotly({'data': [], 'layout': {}})",
    'progress': 'ui.linear_progress(0.5); ui.circular_progress(0.5)',
    'radio': "ui.radio(['a', 'b'], on_change=print)",
    'range': 'ui.range(min=0, max=9)',
    'rating': 'ui.rating(3)',
    'scroll area': "(ui.scroll_area().__enter__(), ui.label('in'))[0].__exit__()",
    'select': "ui.select(['a', 'b'], with_input=True, multiple=True, on_change=print)",
    'separator': 'ui.separator(); ui.skeleton(); ui.space(); ui.spinner()',
    'slider': 'ui.slider(min=0, max=9, on_change=print)',
    'splitter': 'ui.splitter()',
    'stepper': "(ui.stepper().__enter__(), ui.step('a'))[0].__exit__()",
    'switch': "ui.switch('s')",
    'table': "ui.table(rows=[{'id': 1}], selection='multiple', pagination=5, on_select=print)",
    'tabs': "(ui.tabs(value='a').__enter__(), ui.tab('a'))[0].__exit__()",
    'textarea': "ui.textarea('t')",
    'time': 'ui.time()',
    'timeline': "(ui.timeline().__enter__(), ui.timeline_entry('in', title='t'))[0].__exit__()",
    'toggle': "ui.toggle(['a', 'b'])",
    'tree': "ui.tree([{'id': 'a', 'children': [{'id': 'b'}]}], on_select=print)",
    'video': "ui.video('/a.mp4')",
}


@pytest.mark.parametrize('name', PALETTE)
async def test_each_is_built_for_all_and_a_redraw_that_changes_nothing_sends_nothing(server: Server, name: str) -> None:
    room = f'palette-{name.replace(" ", "-")}'
    server.run(f"""
        def draw():
            {PALETTE[name]}
            ui.label('after it')
        def build():
            with ui.element('section') as site.widget:
                draw()
        site.draw = draw
        site.builders[{room!r}] = build
    """)
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open(f'/room/{room}')
        await bob.open(f'/room/{room}')
        await alice.settle()
        assert 'cannot show' not in alice.text()
        before, elements = len(alice.frames), server.run('return len(site.widget.client.elements)')
        server.run('redraw(site.widget, site.draw); redraw(site.widget, site.draw)')
        await alice.settle()
        await bob.settle()
        assert parts(alice, before) == {}
        assert server.run('return len(site.widget.client.elements)') == elements


async def test_a_dialog_that_goes_to_the_root_of_the_block_comes_and_goes_with_its_redraw(server: Server) -> None:
    server.run("""
        def draw():
            with ui.dialog():
                ui.label('asked of all')
            if site.fails:
                raise ValueError('as told')
        def build():
            with ui.element('section') as site.widget:
                draw()
        site.fails, site.draw = False, draw
        site.builders['palette-dialog'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/palette-dialog')
        assert server.run("""
            owner = site.widget.client
            def sizes():
                return len(owner.elements), len(owner.content.default_slot.children)
            before = sizes()
            for site.fails in (False, True, False, True):
                try:
                    redraw(site.widget, site.draw)
                except ValueError:
                    pass
            return before == sizes()
        """)
        await alice.settle()
        await alice.until(
            lambda: sum(element.get('text') == 'asked of all' for element in alice.elements.values()) == 1
        )
