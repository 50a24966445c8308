"""What is said in which language: the languages there are, their catalogues, and texts with values put in."""

from messenger.languages.languages import (
    DEFAULT,
    LANGUAGES,
    OWN_LANGUAGE,
    RIGHT_TO_LEFT,
    accepted,
    best_language,
    is_right_to_left,
)
from messenger.languages.lists import listed
from messenger.languages.translation import Sentence, marked, plural_sentence, sentence, translate, translate_plural

__all__ = [
    'DEFAULT',
    'LANGUAGES',
    'OWN_LANGUAGE',
    'RIGHT_TO_LEFT',
    'Sentence',
    'accepted',
    'best_language',
    'is_right_to_left',
    'listed',
    'marked',
    'plural_sentence',
    'sentence',
    'translate',
    'translate_plural',
]
