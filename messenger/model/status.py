"""What a member says of the moment, such as "🏖️ On holiday", beside the name and for a while."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from messenger.languages import marked
from messenger.model.names import FORBIDDEN_CATEGORIES
from messenger.model.refused import Refused
from messenger.model.text import clean_text

STATUS_CHARACTERS = 80
"""The longest text of a status, in characters."""

LONGEST = timedelta(days=366)
"""How far ahead the end of a status may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """An emoji, a text, or both. `clear_at` is when the server takes it away, None for never."""

    emoji: str = ''
    text: str = ''
    clear_at: datetime | None = None

    @property
    def words(self) -> str:
        """Both in one line."""
        return f'{self.emoji} {self.text}'.strip()

    def is_over(self, at: datetime) -> bool:
        """Tell whether it has ended by a moment."""
        return self.clear_at is not None and self.clear_at <= at


def clean_status_text(text: str) -> str:
    """Return the text of a status as it is kept: one line, composed, without what cannot be seen; it may be blank.

    Raises:
        Refused: ``bad_text`` for broken Unicode, ``too_long`` with the count.
    """
    line = re.sub(r'\s+', ' ', clean_text(text, may_be_blank=True)).strip()
    plain = ''.join(letter for letter in line if _is_plain(letter))
    if len(plain) > STATUS_CHARACTERS:
        reason = marked('A status has at most {most} characters; this one has {count}.')
        raise Refused('too_long', reason, most=STATUS_CHARACTERS, count=len(plain))
    return plain


def _is_plain(letter: str) -> bool:
    """Leave out what turns the direction of what stands after it; the joiner that many emoji are made with stays."""
    return letter == '\u200d' or unicodedata.category(letter) not in FORBIDDEN_CATEGORIES
