"""A quiz keeps its answer to itself."""

import pytest


@pytest.fixture(autouse=True)
def quiz(extension, alice):
    alice.sends('/quiz Capital of Australia? | Canberra | Sydney')


def test_the_solution_comes_when_its_author_says_so(alice, bob):
    bob.clicks('Canberra')
    bob.is_told('Your answer is Canberra.')
    alice.is_told_nothing()
    alice.sees('1 answered')
    bob.sees_not('Show the solution')
    bob.sees_not('It is Canberra')
    alice.clicks('Sydney')
    alice.clicks('Show the solution')
    bob.sees('It is Canberra: 1 of 2 knew.')


def test_one_answers_once(alice, bob):
    bob.clicks('Sydney')
    bob.clicks('Canberra')
    bob.is_told('You have answered already')
    alice.clicks('Show the solution')
    bob.sees('0 of 1 knew')


def test_it_needs_a_wrong_answer(alice, bob):
    bob.sends('/quiz One and one? | two | two')
    bob.is_told('A quiz needs a wrong answer')
    alice.sees_not('One and one?')
