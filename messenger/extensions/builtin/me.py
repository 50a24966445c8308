"""``/me waves`` says what somebody does."""

from messenger import command


@command('/me')
def me(does: str) -> str:
    """Say what you do, as in: /me waves."""
    return f'*{does}*'
