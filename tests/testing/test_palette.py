"""What people see and use of NiceGUI's elements, on a page of its own."""

from collections.abc import Callable

import pytest
from nicegui import ui

from messenger.testing import Person

INLINE_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='

Show = Callable[[Callable[[], object]], None]


@pytest.fixture
def show(alice: Person) -> Show:
    """Open a page with these elements."""

    def show(build: Callable[[], object]) -> None:
        ui.page('/palette')(build)
        alice.opens('/palette')

    return show


def test_fields_switches_and_sliders(alice: Person, show: Show) -> None:
    """Each by its label."""

    def build() -> None:
        name = ui.input('Name')
        agreed = ui.checkbox('Agreed')
        loud = ui.switch('Loud')
        size = ui.slider(min=0, max=10, value=1).props('aria-label=Size')
        count = ui.number('Count')
        result = ui.label()

        def tell() -> None:
            result.text = f'{name.value} {agreed.value} {loud.value} {size.value} {count.value}'

        name.on('keydown.enter', tell)
        ui.button('Tell', on_click=tell)

    show(build)
    alice.types('Ann', into='Name')
    alice.presses('Enter', at='Name')
    alice.sees('Ann False False 1 None')
    for switch in ('Agreed', 'Loud'):
        alice.clicks(switch)
    alice.sets('Size', 7)
    alice.sets('Count', 3)
    alice.clicks('Tell')
    alice.sees('Ann True True 7 3')


def test_choices(alice: Person, show: Show) -> None:
    """Options are clicked, those of a select are chosen; what cannot be chosen is said."""

    def build() -> None:
        result = ui.label()

        def tell(event) -> None:
            result.text = f'chosen: {event.value}'

        ui.radio(['red', 'green'], on_change=tell)
        ui.toggle({1: 'one', 2: 'two'}, on_change=tell)
        ui.select(['cat', 'dog'], label='Pet', on_change=tell)
        ui.select(['tea', 'milk'], label='Drinks', multiple=True, on_change=tell)

    show(build)
    alice.clicks('green')
    alice.sees('chosen: green')
    alice.clicks('two')
    alice.sees('chosen: 2')
    alice.sees_not('dog')
    alice.chooses('dog', of='Pet')
    alice.sees('chosen: dog')
    alice.chooses('tea', of='Drinks')
    alice.chooses('milk', of='Drinks')
    alice.sees("chosen: ['tea', 'milk']")
    alice.chooses('tea', of='Drinks')
    alice.sees("chosen: ['milk']")
    with pytest.raises(AssertionError, match=r"'fish' is none of the options \['cat', 'dog'\]"):
        alice.chooses('fish', of='Pet')


def test_what_opens_and_closes(alice: Person, show: Show) -> None:
    """What is inside shows only while it is open."""

    def build() -> None:
        with ui.dialog() as dialog:
            ui.label('in the dialog')
            ui.button('Close', on_click=dialog.close)
        ui.button('Open', on_click=dialog.open)
        with ui.tabs() as tabs:
            ui.tab('first', 'First')
            ui.tab('second', 'Second')
        with ui.tab_panels(tabs, value='first'):
            with ui.tab_panel('first'):
                ui.label('on the first tab')
            with ui.tab_panel('second'):
                ui.label('on the second tab')
        with ui.expansion('More'):
            ui.label('what was folded')

    show(build)
    for hidden in ('in the dialog', 'on the second tab', 'what was folded'):
        alice.sees_not(hidden)
    alice.clicks('Open')
    alice.sees('in the dialog')
    alice.clicks('Close')
    alice.sees_not('in the dialog')
    alice.clicks('Second')
    alice.sees('on the second tab')
    alice.sees_not('on the first tab')
    alice.clicks('More')
    alice.sees('what was folded')


def test_what_tables_and_texts_say(alice: Person, show: Show) -> None:
    """Data is read as it is shown, markup without its marks, and no tooltip."""

    def build() -> None:
        ui.table(rows=[{'name': 'Ann', 'age': 41}], columns=[{'name': 'name', 'label': 'Who', 'field': 'name'}])
        ui.html('<p>so <b>bo</b>ld</p>', sanitize=False)
        ui.markdown('a *stressed* word')
        ui.badge('new')
        ui.label('plain').tooltip('whispered')
        ui.echart({'series': [{'type': 'bar', 'data': [12.5]}]})

    show(build)
    for text in ('Who', 'Ann', 'so bold', 'a stressed word', 'new', 'plain', '12.5'):
        alice.sees(text)
    alice.sees_not('whispered')


def test_a_picture_is_pointed_at(alice: Person, show: Show) -> None:
    """The place is in pixels of the picture."""

    def build() -> None:
        result = ui.label()

        def tell(event) -> None:
            result.text = f'at {event.image_x}, {event.image_y}'

        ui.interactive_image(INLINE_PICTURE, on_mouse=tell).props('aria-label=Map')

    show(build)
    alice.points_at('Map', 30, 40)
    alice.sees('at 30, 40')


def test_what_is_hidden_or_disabled_is_not_used(alice: Person, show: Show) -> None:
    """And the server does nothing either, when somebody sends the event all the same."""
    acted: list[str] = []

    def build() -> None:
        ui.button('Hidden', on_click=lambda: acted.append('hidden')).set_visibility(False)
        ui.button('Disabled', on_click=lambda: acted.append('disabled')).disable()
        ui.button('Usable', on_click=lambda: acted.append('usable'))

    show(build)
    with pytest.raises(AssertionError, match='nothing to use is called'):
        alice.clicks('Hidden')
    with pytest.raises(AssertionError, match="'Disabled' is disabled"):
        alice.clicks('Disabled')
    for name in ('Hidden', 'Disabled', 'Usable'):
        alice.forges(name)
    assert acted == ['usable']


def test_links_and_notices(alice: Person, show: Show) -> None:
    """A link leads on; a notice is told to who gets it."""

    def build() -> None:
        ui.link('Home', '/')
        ui.button('Say', on_click=lambda: ui.notify('only to you'))
        ui.button('Go', on_click=lambda: ui.navigate.to('/'))

    show(build)
    alice.clicks('Say')
    alice.is_told('only to you')
    alice.clicks('Home')
    alice.sees('Choose a group')
    alice.is_told_nothing()
    alice.opens('/palette')
    alice.clicks('Go')
    alice.sees('Choose a group')
