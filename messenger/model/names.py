"""What a name may be, when two names are one, and what is made from a name: initials and a colour."""

import re
import unicodedata
import zlib
from collections.abc import Callable

from messenger.languages import marked
from messenger.model.lookalikes import MARKS_OF_ANOTHER_LETTER, fold_lookalikes, is_invisible
from messenger.model.refused import Refused

NAME_CHARACTERS = 40
"""The longest name, in characters."""

STACKED_MARKS = 3
"""The most combining marks on one letter; Hebrew and Vietnamese need up to three, "zalgo" text has dozens."""

COLOURS = 12
"""How many avatar colours there are."""

FORBIDDEN_CATEGORIES = frozenset({'Cc', 'Cf', 'Cs', 'Co', 'Zl', 'Zp'})
"""Control, format (direction overrides among them), surrogate and private-use characters, line ends.

Not the unassigned ones: emoji newer than this Python are among them.
"""

VARIATION_SELECTORS = frozenset('\ufe0e\ufe0f')
"""They choose between the text and the picture form of an emoji; allowed where they have one before them."""


def clean_name(name: str) -> str:
    """Return a member's or group's name as it is kept: composed, trimmed, with single spaces.

    Raises:
        Refused: ``bad_name`` when it is blank, too long, or holds what cannot be seen.
    """
    composed = unicodedata.normalize('NFC', _fold_spaces(name))
    if not composed:
        raise Refused('bad_name', 'A name needs at least one visible character.')
    if any(map(_is_forbidden, composed)):
        raise Refused('bad_name', 'A name cannot hold control, direction or invisible characters. Type it by hand.')
    if len(composed) > NAME_CHARACTERS:
        reason = marked('A name has at most {most} characters; this one has {count}.')
        raise Refused('bad_name', reason, most=NAME_CHARACTERS, count=len(composed))
    if not any(map(_is_visible, composed)):
        raise Refused('bad_name', 'A name needs at least one visible character.')
    if _most_marks(composed) > STACKED_MARKS:
        raise Refused('bad_name', 'This name stacks too many accents on one letter. Leave some out.')
    return composed


def name_key(name: str) -> str:
    """Return what two names share when a person would take them for one.

    Case, accents, width, spacing, invisible characters and look-alike letters of other
    alphabets make no difference. Marks that make another letter (in kana or Devanagari) do.

    >>> name_key('Ann') == name_key('ann ') == name_key('\uff21nn') == name_key('\u00c1nn')
    True
    """
    folded = unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', name).casefold())
    return fold_lookalikes(''.join(letter for letter in folded if _counts_in_key(letter)))


def suggest(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return a free name near a taken one, such as 'Ann 2'."""
    stem = re.sub(r' \d{1,4}$', '', name)
    number = 2
    while is_taken(candidate := _numbered(stem, number)):
        number += 1
    return candidate


def initials(name: str) -> str:
    """Return one or two capitals that stand for a name in its avatar.

    >>> initials('Ann de Vries'), initials('robo'), initials('(bot) 7')
    ('AV', 'R', 'B7')
    """
    letters = [_first_letter(word) for word in name.split()]
    chosen = letters[:1] + letters[1:][-1:]
    return ''.join(letter.upper()[:1] for letter in chosen)


def colour_index(member_id: str) -> int:
    """Return the avatar's colour, 0 to `COLOURS` - 1, the same in every process and forever."""
    return zlib.crc32(member_id.encode()) % COLOURS


def _fold_spaces(name: str) -> str:
    return re.sub(r'[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+', ' ', name.strip()).strip()


def _is_forbidden(letter: str) -> bool:
    if letter in VARIATION_SELECTORS:
        return False
    return unicodedata.category(letter) in FORBIDDEN_CATEGORIES or is_invisible(letter)


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] in 'LNPS'


def _most_marks(name: str) -> int:
    runs = ''.join('m' if unicodedata.category(letter) in ('Mn', 'Me') else ' ' for letter in name).split()
    return max(map(len, runs), default=0)


def _counts_in_key(letter: str) -> bool:
    if letter.isspace() or is_invisible(letter):
        return False
    category = unicodedata.category(letter)
    if category in FORBIDDEN_CATEGORIES or category == 'Me':
        return False
    return unicodedata.combining(letter) in MARKS_OF_ANOTHER_LETTER


def _numbered(stem: str, number: int) -> str:
    ending = f' {number}'
    return stem[: NAME_CHARACTERS - len(ending)].rstrip() + ending


def _first_letter(word: str) -> str:
    return next((letter for letter in word if letter.isalnum()), word[0])
