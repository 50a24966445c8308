"""An allowance is a burst and then a rate."""

from messenger.live.allowance import Allowance


def test_a_burst_is_allowed_and_then_no_more() -> None:
    allowance = Allowance(per_second=0.001, burst=5)
    assert [allowance.take() for _ in range(7)] == [True] * 5 + [False] * 2


def test_it_refills_but_never_beyond_the_burst() -> None:
    allowance = Allowance(per_second=1e12, burst=2)
    assert all(allowance.take() for _ in range(100))
    assert allowance._tokens <= 2
