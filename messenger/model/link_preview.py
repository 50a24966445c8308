"""What is shown of a page that a message links to."""

import unicodedata
from dataclasses import dataclass

from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.text import clean_draft

MOST_PREVIEWS = 3
"""Of one message."""

TITLE_CHARACTERS = 200
DESCRIPTION_CHARACTERS = 300
SITE_CHARACTERS = 80

JOINER = '\u200d'
"""Between the parts of an emoji."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPreview:
    """A page as it describes itself; texts are one line each, cleaned and cut.

    `picture_id` is what its picture is asked for by, and `picture` the picture's content; both or neither are there.
    """

    url: str
    title: str
    description: str = ''
    site: str = ''
    picture_id: AttachmentId | None = None
    picture: Sha256 | None = None


def clean_line(text: str, most: int) -> str:
    r"""Return what a stranger wrote as one line of at most so many characters, without what shows nothing.

    >>> clean_line('  Soup\n of the\x07 day ', 9)
    'Soup of…'
    """
    plain = clean_draft(text, limit=20 * most)
    line = ' '.join(''.join(filter(_is_shown, plain)).split())
    return line if len(line) <= most else f'{line[: most - 1].rstrip()}…'


def _is_shown(letter: str) -> bool:
    """Tell whether a character shows something or parts words; what turns the reading direction does neither."""
    return letter.isspace() or letter == JOINER or unicodedata.category(letter)[0] != 'C'
