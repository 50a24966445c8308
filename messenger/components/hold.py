"""Not counting as read what a reader has just marked unread, though it is on screen."""


class Hold:
    """Whether what is on screen does not count as read, because the reader has just marked it unread."""

    def __init__(self) -> None:
        self.is_on = False
        self._was_away = False

    def begin(self, *, is_here: bool) -> None:
        """Count nothing as read from here on."""
        self.is_on = True
        self._was_away = not is_here

    def follow(self, *, is_here: bool) -> None:
        """End when the reader has been away from the newest row, or the tab, and comes back."""
        self._was_away = self._was_away or not is_here
        if is_here and self._was_away:
            self.is_on = False
