"""The form in which texts and search words are compared: without case, accents and width."""

import unicodedata
from collections.abc import Sequence

from messenger.model.lookalikes import MARKS_OF_ANOTHER_LETTER


def plain_text(text: str) -> str:
    """Fold a text for comparison: NFKD, case folded, accents dropped.

    Folding case can bring new compositions ('ẞ' and 'ß' meet as 'ss'), so it is done between
    two decompositions (Unicode Standard, section 3.13, default caseless matching).
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', text).casefold())
    return ''.join(letter for letter in decomposed if unicodedata.combining(letter) in MARKS_OF_ANOTHER_LETTER)


def plain_words(words: Sequence[str]) -> list[str]:
    """Fold search words and phrases, without the empty ones."""
    folded = (plain_text(word).strip() for word in words)
    return [word for word in folded if word]
