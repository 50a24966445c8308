"""What has surely arrived is told from the past only."""

import time

from messenger.live.horizon import KEPT_SECONDS, Horizon


def horizon_of(*marks: tuple[float, int]) -> Horizon:
    horizon = Horizon()
    now = time.monotonic()
    horizon._marks.extend((now - age, version) for age, version in marks)
    return horizon


def test_nothing_is_known_at_the_beginning() -> None:
    assert Horizon().version() == 0


def test_what_was_sent_a_moment_ago_may_not_have_arrived() -> None:
    horizon = Horizon()
    horizon.mark(7)
    assert horizon.version() == 0
    assert not horizon.is_behind(time.monotonic())


def test_the_newest_version_old_enough_has_arrived() -> None:
    seconds = Horizon().seconds
    horizon = horizon_of((seconds + 200, 3), (seconds + 100, 5), (seconds - 1, 9))
    assert horizon.version() == 5
    assert horizon.is_behind(time.monotonic() - seconds - 1)


def test_marks_are_a_second_apart_and_forgotten_after_a_while() -> None:
    horizon = horizon_of((KEPT_SECONDS + 1, 1), (10, 2))
    for version in range(3, 100):
        horizon.mark(version)
    assert [version for _, version in horizon._marks] == [2, 3]
