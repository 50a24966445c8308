"""``/shrug`` ends a message with a shrug."""

from messenger import command


@command('/shrug')
def shrug(text: str = '') -> str:
    """Shrug, after some words or without any."""
    return f'{text} ¯\\_(ツ)_/¯'.strip()
