"""The catalogues: what the texts of the code are in the other languages."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from messenger.languages.languages import DEFAULT

FOLDER = Path(__file__).parent / 'catalogues'


def path_of(language: str) -> Path:
    """Name the file of a language."""
    return FOLDER / language / 'LC_MESSAGES' / 'messenger.po'


@cache
def catalogue(language: str) -> NullTranslations:
    """Read the catalogue of a language, when it is first needed; the texts that it lacks stay English."""
    if language == DEFAULT:
        return NullTranslations()
    with path_of(language).open('rb') as file:
        translated = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, translated)
    compiled.seek(0)
    return GNUTranslations(compiled)
