"""Telling who writes that a message has become too long."""

from messenger.words import _


def too_long(count: int, most: int) -> str:
    """Say how many characters there are, and how many there may be, in the language of the page."""
    return _('This message has {count} characters. Shorten it to {most}.', count=count, most=most)
