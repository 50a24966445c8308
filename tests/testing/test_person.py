"""What people do and see, in plain tests."""

import pytest

from messenger.testing import Person, Server


def test_what_one_sends_the_other_sees(alice: Person, bob: Person) -> None:
    """As a browser shows it: rendered, without markup."""
    bob.sees_not('good news')
    alice.sends('**good** news')
    bob.sees('good news')
    bob.sees('good news', times=1, within='good news')


def test_reactions_come_and_go(alice: Person, bob: Person) -> None:
    """The same gesture takes one's own back."""
    alice.sends('lunch?')
    bob.reacts('lunch?', '👍')
    alice.sees('👍1')
    bob.reacts('lunch?', '👍')
    alice.sees_not('👍')


def test_what_nobody_hears_is_said_with_what_is_there(alice: Person) -> None:
    """A failure shows the page."""
    alice.sends('hello')
    with pytest.raises(AssertionError, match=r"nothing to use is called 'Pizza', only .*'Members'"):
        alice.clicks('Pizza')
    with pytest.raises(AssertionError, match=r"(?s)Alice expected to see 'goodbye'.*hello"):
        alice.sees('goodbye')


def test_a_message_that_is_not_there_shows_nothing_and_fails_to(alice: Person) -> None:
    """Else a typing mistake would make a test pass for ever."""
    alice.sends('hello')
    alice.sees_not('goodbye', within='hello')
    with pytest.raises(AssertionError, match="there is no message with 'helo'"):
        alice.sees_not('goodbye', within='helo')


def test_a_name_that_several_bear_is_not_guessed(alice: Person) -> None:
    """`within` says which one is meant."""
    alice.sends('one')
    alice.sends('two')
    with pytest.raises(AssertionError, match="2 things are called 'More actions'"):
        alice.clicks('More actions')
    alice.clicks('More actions', within='two')
    alice.clicks('Delete')
    alice.clicks('Delete')
    alice.sees_not('two')
    alice.sees('one')


def test_people_fill_dialogs_in(alice: Person) -> None:
    """Buttons, fields and switches by their names; the page goes where it is sent."""
    alice.clicks('New group')
    alice.types('Design', into='Group name')
    alice.clicks('Private')
    alice.clicks('Create')
    alice.sees('Alice created the group')
    alice.sends('only for us')
    alice.sees('only for us')


def test_who_is_not_in_a_group_sees_nothing_of_it(server: Server, alice: Person, bob: Person, carol: Person) -> None:
    """Until let in; and nothing more when removed."""
    server.creates('Design', by=alice, members=[bob], is_private=True)
    alice.opens('Design')
    alice.sends('a secret')
    carol.opens('Design')
    carol.sees_not('a secret')
    server.admits(carol, 'Design')
    carol.opens('Design')
    carol.sees('a secret')
    server.removes(carol, 'Design')
    alice.sends('another')
    carol.sees_not('another')
    carol.is_told('You are no longer a member of Design.')


def test_what_is_refused_is_told_to_who_asked(server: Server, alice: Person, bob: Person) -> None:
    """Beside the box, with the reason; the others see nothing of it."""
    bob.is_told_nothing()
    bob.opens('Watercooler')
    server.removes(bob)
    bob.is_told('You are no longer a member of Watercooler.')
    alice.is_told_nothing()


def test_a_draft_outlives_the_page(alice: Person) -> None:
    """What is typed is kept by the server."""
    alice.types('not yet')
    alice.opens('Watercooler')
    alice.sees('not yet')


def test_roles_are_given(server: Server, bob: Person) -> None:
    """A moderator may delete what others wrote, which the page then offers."""
    server.appoints(bob, 'moderator')
    assert server.app.store.membership(server.group().id, bob.id).role == 'moderator'


def test_files_are_sent_with_a_message(alice: Person, bob: Person) -> None:
    """As the page sends them; what is not taken is said."""
    alice.sends('the notes', files={'notes.txt': b'milk, bread'})
    bob.sees('notes.txt', within='the notes')
    with pytest.raises(AssertionError, match=r'empty\.txt was not taken'):
        alice.sends('nothing', files={'empty.txt': b''})


def test_replies_say_to_what(alice: Person, bob: Person) -> None:
    """The quote is taken along from the box."""
    alice.sends('lunch?')
    bob.clicks('Reply', within='lunch?')
    bob.sends('yes, pizza')
    alice.sees('lunch?', within='yes, pizza')
