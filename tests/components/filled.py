"""What a reader sees of a shared element."""

import json

from messenger.components.filling import fill
from messenger.live import Locale
from messenger.live.placeholders import Words


def as_read(text: str, language: str = 'en') -> str:
    """Return a text, or HTML, with its placeholders filled in as they are when a frame is encoded."""

    def report(error: Exception) -> None:
        raise error

    filled = Words(fill, report=report).fill_in(json.dumps(text, ensure_ascii=False), Locale('UTC', language))
    return str(json.loads(filled))
