"""Moving windows in memory."""

from messenger.actions.windows import TIDY_EVERY, Windows


class Clock:
    """Seconds, moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_window_has_room_for_its_limit_and_then_for_what_has_passed():
    clock = Clock()
    windows = Windows(clock)
    for _ in range(3):
        assert windows.acquire_entry('ann', 3, 10)
        clock.now += 1
    assert not windows.acquire_entry('ann', 3, 10)
    assert windows.get_moving_window('ann', 3, 10) == (0.0, 3)
    clock.now = 10
    assert windows.acquire_entry('ann', 3, 10)
    assert not windows.acquire_entry('ann', 3, 10)


def test_what_finds_no_room_is_not_counted():
    clock = Clock()
    windows = Windows(clock)
    assert not windows.acquire_entry('ann', 3, 10, amount=4)
    assert windows.acquire_entry('ann', 3, 10, amount=3)
    assert windows.get_moving_window('ann', 3, 10) == (0.0, 3)


def test_an_unused_window_begins_now():
    clock = Clock()
    clock.now = 7
    assert Windows(clock).get_moving_window('ann', 3, 10) == (7, 0)


def test_windows_in_which_nothing_is_left_are_dropped():
    clock = Clock()
    windows = Windows(clock)
    for number in range(TIDY_EVERY - 1):
        windows.acquire_entry(f'{number}', 3, 10)
    assert len(windows) == TIDY_EVERY - 1
    clock.now = 10
    windows.acquire_entry('ann', 3, 10)
    assert len(windows) == 1


def test_windows_in_which_something_is_left_stay():
    clock = Clock()
    windows = Windows(clock)
    for _ in range(TIDY_EVERY - 1):
        windows.acquire_entry('bob', 3, 10)
    clock.now = 5
    windows.acquire_entry('ann', 3, 10)
    assert windows.get_moving_window('bob', 3, 10) == (0.0, 3)
    assert len(windows) == 2
