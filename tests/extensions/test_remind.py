"""``/remind``: a bot writes to who asked, alone, when it is time; also after a restart."""

import pytest

REMINDER = '⏰ Tea (Watercooler)'


def direct_with_bot(server, name):
    member = server.app.store.member_named(name)
    (group,) = [group for group in server.app.store.groups_of(member.id) if group.kind == 'direct']
    return group.name


def test_it_is_said_to_who_asked_and_to_nobody_else(server, alice, bob):
    alice.sends('/remind 20m Tea')
    alice.is_told('In 20 minutes Reminders will remind you.')
    server.passes(19 * 60)
    alice.sees_not(REMINDER)
    server.passes(70)
    assert direct_with_bot(server, 'Alice') == 'Reminders'
    alice.opens('Reminders')
    alice.sees(REMINDER)
    bob.sees_not('Reminders')
    server.passes(60)
    (message,) = server.app.store.rows(
        server.app.store.groups_of(server.app.store.member_named('Alice').id)[-1].id, 1, 9
    )
    assert message.text == REMINDER


def test_it_outlives_a_restart(server, alice):
    alice.sends('/remind 2h Tea')
    alice.is_told('In 2 hours')
    server.restarts()
    server.passes(2 * 3600 + 10)
    alice.opens('Reminders')
    alice.sees(REMINDER)


@pytest.mark.parametrize('said', ['/remind 0m Tea', '/remind soon Tea', '/remind 9999d Tea', '/remind 20x Tea'])
def test_a_time_that_cannot_be_is_refused(alice, said):
    alice.sends(said)
    alice.is_told('Say when and what, as in: /remind 20m Tea.')


def test_what_is_too_long_is_refused(alice):
    alice.sends('/remind 20m ' + 'x' * 121)
    alice.is_told('A reminder can have 120 characters.')


@pytest.mark.parametrize(
    ('said', 'heard'), [('1m', '1 minute '), ('90m', '90 minutes'), ('1d', '1 day '), ('24h', '1 day ')]
)
def test_the_time_is_said_back(alice, said, heard):
    alice.sends(f'/remind {said} Tea')
    alice.is_told(f'In {heard}')


def test_reminders_of_several_do_not_mix(server, alice, bob):
    alice.sends('/remind 1m Tea')
    bob.sends('/remind 2m Coffee')
    server.passes(70)
    alice.opens('Reminders')
    alice.sees('⏰ Tea')
    alice.sees_not('Coffee')
    server.passes(70)
    bob.opens('Reminders')
    bob.sees('⏰ Coffee')
    bob.sees_not('Tea')


def test_nobody_is_there_before_somebody_asks(server, alice):
    alice.opens('Watercooler')
    server.passes(60)
    assert server.app.store.member_named('Reminders') is None
