"""What the placeholders of shared elements stand for: times and words, in each reader's zone and language."""

from messenger import words
from messenger.components import times
from messenger.live import Locale


def fill(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    """Write what a placeholder stands for, for one reader. Raises ValueError for a kind that there is not."""
    if kind in words.KINDS:
        return words.fill(kind, arguments, locale, fill)
    return times.fill(kind, arguments, locale)
