"""Ids of elements are used again, the longest unused first."""

from messenger.live.ids import Ids


def test_ids_are_counted_up() -> None:
    ids = Ids(100)
    assert [ids.take(), ids.take()] == [100, 101]


def test_what_comes_back_is_given_out_again_in_the_order_it_came() -> None:
    ids = Ids(100)
    first, second, third = ids.take(), ids.take(), ids.take()
    ids.give_back([second])
    ids.give_back([first])
    assert ids.peek() == second
    assert [ids.take(), ids.take(), ids.take()] == [second, first, third + 1]
