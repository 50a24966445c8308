"""Code blocks and links that extensions draw: once for all, below the text or in its place."""

import pytest

from messenger.extensions.extensions import Look
from messenger.extensions.loader import CannotLoad
from messenger.model.ids import new_request_id

TABLE = """
    import csv

    from nicegui import ui

    from messenger import Refused, code_block, link, viewer

    @code_block('csv', 'tsv')
    def table(code: str) -> None:
        ui.label(f'table of {len(code.splitlines())} lines')
        ui.button('Who', on_click=lambda: ui.notify(viewer.name))

        def refuse() -> None:
            raise Refused('no', 'Not today.')

        ui.button('Change', on_click=refuse)

    @link('example.org')
    def card(url: str) -> None:
        ui.label(f'card of {url}')
"""
CSV = '```csv\na,b\n1,2\n```'
LINKED = '```csv\nhttps://example.org/inside\n```'
ALONE = {CSV, LINKED}
"""Texts that are nothing but what is drawn."""


@pytest.fixture
def tables(server, write):
    server.does(server.app.extensions.load(write('tables', TABLE)))


def test_a_code_block_is_drawn_and_its_handlers_act_for_who_clicks(tables, alice, bob):
    alice.sends(CSV)
    bob.sees('table of 2 lines')
    bob.clicks('Who')
    bob.is_told('Bob')
    alice.is_told_nothing()
    bob.clicks('Change')
    bob.is_told('Not today.')


@pytest.mark.parametrize(
    ('text', 'drawn'),
    [
        ('see https://example.org/a?b=1.', ['card of https://example.org/a?b=1']),
        ('see <https://www.example.org/x>', ['card of https://www.example.org/x']),
        ('**https://example.org/y**', ['card of https://example.org/y']),
        ('https://example.org/1 https://other.org/2', ['card of https://example.org/1']),
        ('https://notexample.org/1 http://example.org.evil/2', []),
        (f'before\n{CSV}\nafter https://example.org/z', ['table of 2 lines', 'card of https://example.org/z']),
        (LINKED, ['table of 1 lines']),
        ('```py\n```csv\na\n```', []),
        ('```\na,b\n```', []),
        ('`https://[broken`', []),
        ('https://[::1', []),
    ],
)
def test_what_is_found_in_a_text(server, tables, alice, text, drawn):
    group_id, alice_id = server.group().id, server.app.store.member_named('Alice').id
    server.does(server.app.actions.messages.send_message(alice_id, group_id, text, new_request_id()))
    alice.opens('Watercooler')
    for each in drawn:
        alice.sees(each)
    message = server.app.store.newest(group_id)
    expected = (Look.INSTEAD if text in ALONE else Look.BELOW) if drawn else Look.NOTHING
    assert server.app.extensions.look(message) is expected
    if len(drawn) < 2:
        alice.sees_not('card of' if not drawn or 'table' in drawn[0] else 'table of')


def test_no_more_than_three_are_drawn(tables, alice):
    alice.sends(' '.join(f'https://example.org/{number}' for number in range(5)))
    alice.sees('card of https://example.org/2')
    alice.sees_not('card of https://example.org/3')


def test_an_edit_is_followed(server, tables, alice, bob):
    alice.sends('look')
    group_id, alice_id = server.group().id, server.app.store.member_named('Alice').id
    ordinal = server.app.store.last_ordinal(group_id)
    edit = server.app.actions.messages.edit_message
    server.does(edit(alice_id, group_id, ordinal, CSV, new_request_id()))
    bob.sees('table of 2 lines')
    server.does(edit(alice_id, group_id, ordinal, 'look again', new_request_id()))
    bob.sees_not('table of 2 lines')
    server.does(edit(alice_id, group_id, ordinal, 'https://example.org/', new_request_id()))
    bob.sees('card of https://example.org/')
    server.does(server.app.actions.messages.delete_message(alice_id, group_id, ordinal, new_request_id()))
    bob.sees_not('card of')


def test_what_was_said_before_is_drawn_once_there_is_who_draws_it(server, write, alice, bob):
    """And its text comes back when there is nobody any more."""
    alice.sends(CSV)
    bob.sees('a,b')
    bob.sees_not('table of')
    path = write('tables', TABLE)
    server.does(server.app.extensions.load(path))
    bob.sees('table of 2 lines')
    path.write_text(path.read_text().replace('table of', 'rows:'))
    server.does(server.app.extensions.load(path))
    bob.sees('rows: 2 lines')
    bob.sees_not('table of')
    alice_id = server.app.store.member_named('Alice').id
    server.does(server.app.extensions.switch(alice_id, 'tables', False))
    bob.sees_not('rows:')
    bob.sees('a,b')


def test_one_that_fails_leaves_the_text(server, write, alice, bob):
    code = """
        from messenger import link

        @link('example.org')
        def card(url: str) -> None:
            raise ValueError(url)
    """
    server.does(server.app.extensions.load(write('broken', code)))
    alice.sends('see https://example.org/')
    bob.sees('see https://example.org/')
    bob.sees('The extension broken cannot show this.')


def test_one_that_grows_without_end_is_stopped(server, write, alice, bob):
    code = """
        from nicegui import ui

        from messenger import code_block

        @code_block('long')
        def long(code: str) -> None:
            for number in range(1000):
                ui.label(str(number))
    """
    server.does(server.app.extensions.load(write('endless', code)))
    alice.sends('```long\nx\n```')
    bob.sees('The extension endless cannot show this.')


@pytest.mark.parametrize(
    'mark', ['code_block()', "code_block('C S V')", "link('https://example.org')", "link('localhost')", 'link()']
)
def test_what_names_nothing_is_refused_when_it_is_loaded(server, write, mark):
    code = f'from messenger import code_block, link\n\n@{mark}\ndef draw(it):\n    pass\n'
    with pytest.raises(CannotLoad, match=r'is no language|is no host'):
        server.does(server.app.extensions.load(write('wrong', code)))


def test_administrators_see_what_it_draws(server, tables):
    (report,) = [each for each in server.app.extensions.report() if each.name == 'tables']
    assert set(report.draws) == {'csv', 'tsv', 'example.org'}
