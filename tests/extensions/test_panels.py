"""Panels, pages and lines at the box: each built for one member, who acts in it as things stand then."""

import pytest

BOARD = """
    from nicegui import ui

    from messenger import Group, Messenger, Page, Panel, Refused, Entry, hook, viewer, whisper

    notes = []

    @hook
    def group_panel(group: Group) -> list[Panel]:
        async def build() -> None:
            ui.label(f'{viewer.name} ({viewer.role}) sees the board of {group.name}')

            def add() -> None:
                if text.value == 'rude':
                    raise Refused('rude', 'Please be kind.')
                notes.append(f'{text.value} ({viewer.name}, {viewer.role})')
                ui.label(notes[-1])

            text = ui.input('Note')
            ui.button('Pin', on_click=add)

        return [Panel('Board', build)]

    @hook
    def page() -> Page:
        def build() -> None:
            ui.label(f'All notes, {viewer.name}: {len(notes)}')
            ui.button('Who', on_click=lambda: ui.notify(viewer.name))
            ui.button('Role', on_click=lambda: ui.notify(str(viewer.role)))

        return Page('Boards', build, icon='dashboard')

    @hook
    def composer_menu(group: Group) -> list[Entry]:
        return [Entry('Say hello', lambda: f'Hello {group.name}, says {viewer.name}'),
                Entry('Whisper', lambda: whisper('psst'))]
"""


@pytest.fixture
def board(server, write):
    server.does(server.app.extensions.load(write('board', BOARD)))


def bob_id(server):
    return server.app.store.member_named('Bob').id


def open_board(person):
    person.clicks('Group settings')
    person.clicks('Board')


def test_a_panel_is_built_for_who_opens_it(board, alice, bob):
    open_board(alice)
    alice.sees('Alice (owner) sees the board of Watercooler')
    alice.types('tea', into='Note')
    alice.clicks('Pin')
    alice.sees('tea (Alice, owner)')
    bob.sees_not('board')
    open_board(bob)
    bob.sees('Bob (member) sees the board of Watercooler')


def test_a_refusal_in_a_panel_is_said_in_its_words(board, bob):
    open_board(bob)
    bob.types('rude', into='Note')
    bob.clicks('Pin')
    bob.is_told('Please be kind.')


def test_who_is_put_out_acts_no_more_in_what_is_still_open(server, board, bob):
    """Not even by an event that was on its way."""
    open_board(bob)
    bob.types('late', into='Note')
    server.removes(bob)
    bob.sees_not('Pin')


def test_a_page_is_at_the_side_and_at_its_address(board, bob):
    bob.opens('/x/board')
    bob.sees('All notes, Bob: 0')
    bob.clicks('Who')
    bob.is_told('Bob')
    bob.opens('Watercooler')
    bob.sees('Boards')


def test_a_page_belongs_to_no_group(board, bob):
    bob.opens('/x/board')
    bob.clicks('Role')
    bob.is_told('Something went wrong.')


def test_a_page_that_is_not_there_says_so(bob):
    bob.opens('/x/nothing')
    bob.sees('There is no such page here, or not any more.')


def test_the_box_offers_what_extensions_add(board, alice, bob):
    alice.opens('Watercooler')
    alice.clicks('More')
    alice.clicks('Say hello')
    bob.sees('Hello Watercooler, says Alice')
    alice.clicks('More')
    alice.clicks('Whisper')
    alice.is_told('psst')


def test_without_extensions_the_box_offers_no_more(bob):
    bob.opens('Watercooler')
    bob.sees_not('More')


@pytest.mark.parametrize('returned', ['[1]', '"x"', '1 / 0'])
def test_one_that_fails_adds_nothing(server, write, bob, returned):
    code = f"""
        from messenger import hook

        @hook
        def page():
            return {returned}

        @hook
        def group_panel():
            return {returned}
    """
    server.does(server.app.extensions.load(write('broken', code)))
    assert server.app.extensions.pages(bob_id(server)) == []
    assert server.app.extensions.panels(bob_id(server), server.group().id) == []
    (report,) = [each for each in server.app.extensions.report() if each.name == 'broken']
    assert report.errors >= 2


def test_what_cannot_be_built_is_a_card(server, write, bob):
    code = """
        from messenger import Page, hook

        @hook
        def page():
            return Page('Broken', lambda: 1 / 0)
    """
    server.does(server.app.extensions.load(write('broken', code)))
    bob.opens('/x/broken')
    bob.sees('The extension broken made a mistake.')


def test_one_that_is_switched_off_has_no_page(server, board, alice, bob):
    alice_id = server.app.store.member_named('Alice').id
    assert [page.title for page in server.app.extensions.pages(bob_id(server))] == ['Boards']
    server.does(server.app.extensions.switch(alice_id, 'board', False))
    assert server.app.extensions.pages(bob_id(server)) == []
    bob.opens('/x/board')
    bob.sees('There is no such page here')


def test_who_is_no_member_has_no_panel(server, board, carol):
    carol.opens('/')
    assert server.app.extensions.panels(server.app.store.member_named('Carol').id, server.group().id) == []
