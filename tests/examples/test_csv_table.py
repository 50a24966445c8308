"""Comma-separated values as a table."""


def test_values_are_shown_as_a_table(alice, bob):
    alice.sends('/csv name,votes\nPizza,3\n"Sushi, raw",2')
    bob.sees('Table of name, votes, 2 rows')
    bob.sees('Sushi, raw')


def test_names_alone_are_no_table(alice, bob):
    alice.sends('/csv name,votes')
    alice.is_told('A table has a line of names and 1 to 200 lines under it')
    bob.sees_not('Table of')
