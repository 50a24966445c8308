"""Lines that extensions add to menus."""

import pytest

LINES = """
    from messenger import Entry, Refused, hook, moderators, viewer, whisper

    @hook
    def message_menu(message, member, messenger):
        def shout():
            return message.text.upper()

        def count():
            return whisper(f'{len(message.text)} characters, {viewer.name}')

        async def refuse():
            raise Refused('no', 'Not today.')

        def fail():
            raise RuntimeError(message.text)

        lines = [Entry('Shout', shout, 'campaign'), Entry('Count', count), Entry('Refuse', refuse), Entry('Fail', fail)]
        return lines if message.author_id == member.id else lines[:2]

    @hook
    def group_menu(group, member, messenger):
        def greet():
            return f'Hello {group.name}, all {len(messenger.members(group.id))} of you'

        return [Entry('Greet', greet)]
"""
WRONG = """
    from messenger import hook

    @hook
    def message_menu(message):
        return ['Shout']

    @hook
    def group_menu(group):
        raise RuntimeError('a secret')
"""


@pytest.fixture(autouse=True)
def lines(write, server, alice):
    server.does(server.app.extensions.load(write('lines', LINES)))
    alice.sends('hello')


def choose(person, line):
    """Choose a line of the menu of the message."""
    person.clicks('More actions', within='hello')
    person.clicks(line)


def test_a_line_says_something_in_the_name_of_who_chose_it(server, group, alice, bob):
    choose(bob, 'Shout')
    alice.sees('HELLO')
    row = server.app.store.row(group.id, server.app.store.last_ordinal(group.id))
    assert (row.author_id, row.via) == (bob.id, 'lines')


def test_a_whisper_and_a_refusal_are_for_who_chose_it(alice, bob):
    choose(bob, 'Count')
    bob.is_told('5 characters, Bob')
    alice.is_told_nothing()
    choose(alice, 'Refuse')
    alice.is_told('Not today.')
    choose(alice, 'Fail')
    alice.is_told('The extension lines made a mistake.')


def test_the_hook_says_who_is_offered_what(bob):
    bob.clicks('More actions', within='hello')
    bob.sees('Count')
    bob.sees_not('Refuse')


def test_a_group_has_lines_too(alice, bob):
    bob.clicks('Group settings')
    bob.clicks('Greet')
    alice.sees('Hello Watercooler, all 2 of you')


def test_who_was_removed_meanwhile_is_told_so(server, bob):
    bob.clicks('More actions', within='hello')
    bob.sees('Shout')
    line = server.app.extensions.message_lines(bob.id, server.app.store.row(server.group().id, 3))[0]
    server.removes(bob)
    with pytest.raises(Exception, match='does not exist, or you are not a member'):
        server.does(line.choose())
    assert server.app.extensions.group_lines(bob.id, server.group().id) == []


def test_one_that_fails_adds_nothing_and_harms_no_menu(write, server, bob):
    server.does(server.app.extensions.load(write('wrong', WRONG)))
    bob.clicks('More actions', within='hello')
    bob.sees('Shout')
    bob.sees('Reply')
    bob.clicks('Group settings')
    bob.sees('Greet')
    report = next(each for each in server.app.extensions.report() if each.name == 'wrong')
    assert report.errors == 2
    assert 'a secret' not in report.last_error


def test_switched_off_it_adds_nothing(server, alice, bob):
    server.does(server.app.extensions.switch(alice.id, 'lines', False))
    bob.clicks('More actions', within='hello')
    bob.sees('Reply')
    bob.sees_not('Shout')
