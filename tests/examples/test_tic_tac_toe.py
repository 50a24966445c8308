"""Tic-tac-toe for two, with spectators."""

import pytest


def test_two_play_and_the_others_watch(server, alice, bob, carol):
    server.admits(carol)
    alice.sends('/tictactoe @Bob')
    bob.clicks('Field 1')
    bob.is_told('It is the turn of Alice.')
    carol.clicks('Field 1')
    carol.is_told('Alice and Bob play; you may watch.')
    for player, place in ((alice, 1), (bob, 4), (alice, 2), (bob, 5), (alice, 3)):
        player.clicks(f'Field {place}')
    carol.sees('Alice wins!')
    with pytest.raises(AssertionError, match='disabled'):
        bob.clicks('Field 9')


def test_a_full_board_without_a_row_is_a_draw(alice, bob):
    bob.sends('/tictactoe @Alice')
    for turn, place in enumerate((1, 2, 3, 5, 4, 6, 8, 7, 9)):
        (bob, alice)[turn % 2].clicks(f'Field {place}')
    alice.sees('A draw.')


def test_nobody_plays_alone(alice):
    alice.sends('/tictactoe @Alice')
    alice.is_told('It takes two.')
