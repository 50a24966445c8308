"""The process that draws documents, so that it can be stopped when one takes too long: see `Documents`."""

import resource
from base64 import b64decode, b64encode
from contextlib import suppress

from messenger.media.first_page import first_page
from messenger.processes.worker import work

MOST_BYTES = 1024 * 1024 * 1024
"""Of memory: many times what a page needs; a document that wants more is not drawn."""


def answer(question: str) -> dict[str, int | str]:
    """Draw the first page of a document, which comes in Base64 as its picture goes. Raises what `first_page` does."""
    drawn = first_page(b64decode(question))
    return {'width': drawn.width, 'height': drawn.height, 'thumbnail': b64encode(drawn.thumbnail).decode('ascii')}


def limit_memory(most_bytes: int = MOST_BYTES) -> None:
    """Let this process have only so much; where the system sets no such limit, only the time is."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


if __name__ == '__main__':
    limit_memory()
    work(answer)
