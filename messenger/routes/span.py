"""Which part of a file is asked for (RFC 9110, 14)."""

import re

_ONE_RANGE = re.compile(r'bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})')


class Unsatisfiable(Exception):  # noqa: N818 - names a state
    """No byte of the file is in the range."""


def span_of(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the first byte and the count that a Range header asks for, None for the whole file.

    What is not one simple range is answered with the whole file, as a server may. Raises Unsatisfiable.

    >>> span_of('bytes=2-3', 10), span_of('bytes=8-', 10), span_of('bytes=-4', 10), span_of('bytes=0-1,4-5', 10)
    ((2, 2), (8, 2), (6, 4), None)
    """
    asked = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if asked is None or not (asked['first'] or asked['last']):
        return None
    if asked['first']:
        first, last = int(asked['first']), int(asked['last'] or size - 1)
        if asked['last'] and last < first:
            return None
    else:
        first, last = max(0, size - int(asked['last'])), size - 1
    last = min(last, size - 1)
    if first > last:
        raise Unsatisfiable
    return first, last - first + 1
