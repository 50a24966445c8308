"""Dice."""

import re


def test_a_die_of_ones_own_choice_falls_for_all_to_see(server, group, alice, bob):
    bob.sends('/roll 2')
    alice.sees('Bob rolls')
    row = server.app.store.row(group.id, server.app.store.last_ordinal(group.id))
    assert re.fullmatch(r'Bob rolls \*\*[12]\*\* of 2', row.text)


def test_what_is_no_die_is_refused(alice, bob):
    bob.sends('/roll 1')
    bob.is_told('A die has 2 to 1000 sides')
    alice.sees_not('rolls')
