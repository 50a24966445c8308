"""The type of markup that may be shown as it is."""

from typing import Final


class SafeHtml(str):
    """Markup whose every tag, attribute and address was allowed by `messenger.rendering`.

    Only that package makes one (a test reads the code for it). Joining, slicing or formatting gives
    a plain `str`, so markup that was put together elsewhere is no longer taken for safe.
    """

    __slots__ = ()


NOTHING: Final = SafeHtml('')
"""No markup at all."""
