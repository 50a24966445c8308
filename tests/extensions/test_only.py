"""Parts of widgets for some members: whom they are shown to, and who may use them."""

import pytest

from messenger.testing import Person, Server

BOX = """
    from dataclasses import dataclass
    from nicegui import ui
    from messenger import author, command, moderators, only, owners, widget

    @dataclass
    class Box:
        opened: str = ''

    @command('/box')
    def box() -> Box:
        return Box()

    @widget('box')
    def show(state: Box):
        def open_for(whom: str):
            state.opened += whom

        ui.label(f'opened: {state.opened}')
        with only(author):
            ui.button('By author', on_click=lambda: open_for('a'))
        with only(author | moderators):
            ui.button('By chair', on_click=lambda: open_for('am'))
        with only(owners):
            ui.button('By owner', on_click=lambda: open_for('o'))
            with only(author):
                ui.button('By both', on_click=lambda: open_for('oa'))
"""


@pytest.fixture
def dave(server: Server) -> Person:
    """A second member without a role."""
    dave = server.person('Dave')
    server.admits(dave)
    return dave


@pytest.fixture(autouse=True)
def box(write, server: Server, alice: Person, bob: Person, dave: Person) -> None:
    """Bob, a member, posts a box; Alice is owner of the group."""
    server.does(server.app.extensions.load(write('box', BOX)))
    bob.sends('/box')


def test_a_part_is_shown_to_its_audience(alice: Person, bob: Person, dave: Person) -> None:
    alice.sees('By chair')
    alice.sees('By owner')
    bob.sees('By author')
    bob.sees('By chair')
    for person, hidden in (
        (alice, ('By author', 'By both')),
        (bob, ('By owner', 'By both')),
        (dave, ('By author', 'By chair', 'By owner', 'By both')),
    ):
        person.sees('opened')
        for name in hidden:
            person.sees_not(name)


def test_who_gets_a_role_sees_its_parts_at_once(server: Server, dave: Person) -> None:
    dave.sees('opened')
    server.appoints(dave, 'moderator')
    dave.sees('By chair')
    server.appoints(dave, 'member')
    dave.sees_not('By chair')


def test_nobody_else_can_use_it(alice: Person, bob: Person, dave: Person) -> None:
    """A page may show what its stylesheet hides, and send what it likes."""
    alice.clicks('By owner')
    bob.clicks('By author')
    alice.sees('opened: oa')
    for person, name in (
        (dave, 'By author'),
        (dave, 'By chair'),
        (bob, 'By owner'),
        (bob, 'By both'),
        (alice, 'By both'),
        (alice, 'By author'),
    ):
        person.forges(name)
        person.is_told('can do this here')
    alice.sees('opened: oa')
