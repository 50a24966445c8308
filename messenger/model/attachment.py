"""A file that came with a message, and what a file's name may be."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

from messenger.languages import DEFAULT, marked, plural_sentence, translate
from messenger.model.lookalikes import is_invisible
from messenger.model.names import FORBIDDEN_CATEGORIES

AttachmentId = NewType('AttachmentId', str)
"""Same form as a member's id; new for each message that a file is attached to."""

Sha256 = NewType('Sha256', str)
"""The SHA-256 of a file's content, 64 hexadecimal digits: files of one content are kept once."""

FILE_NAME_CHARACTERS = 120
"""The longest file name, in characters; a longer one is shortened before its extension."""

EXTENSION_CHARACTERS = 12
"""What follows the last dot of a name is taken for its extension up to so many characters, the dot among them."""

UNNAMED = 'file'

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
"""What some file systems refuse, so that a name can be saved as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file of a message, as it was found to be and not as its sender said.

    `width` and `height`, in pixels, are of a picture as it is seen, or of the thumbnail of a document; else None.
    """

    id: AttachmentId
    sha256: Sha256
    name: str
    media_type: str
    size_bytes: int
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as a picture."""
        return self.has_thumbnail and self.media_type.startswith('image/')

    @property
    def has_thumbnail(self) -> bool:
        """Whether there is a small picture of it."""
        return self.width is not None


def clean_file_name(name: str) -> str:
    r"""Return a file's name as it is kept: no folders, nothing invisible, at most `FILE_NAME_CHARACTERS`.

    >>> clean_file_name('../../etc/passwd'), clean_file_name('C:\\me\\cat.png'), clean_file_name('..')
    ('passwd', 'cat.png', 'file')
    """
    last = re.split(r'[/\\]', name)[-1]
    visible = ''.join(letter for letter in unicodedata.normalize('NFC', last) if _may_stay(letter))
    plain = ' '.join(_NOT_IN_NAMES.sub('_', visible).split()).strip('. ')
    return _shorten(plain) or UNNAMED


def summary(attachments: Sequence[Attachment], language: str = DEFAULT) -> str:
    """Say in words what came with a message, for where the files themselves are not shown; empty for nothing."""
    match attachments:
        case []:
            return ''
        case [one]:
            noun = noun_of(one)
            return translate(language, noun) if noun else one.name
    if all(each.is_picture for each in attachments):
        return plural_sentence('{count} picture', '{count} pictures', len(attachments)).said(language)
    return plural_sentence('{count} file', '{count} files', len(attachments)).said(language)


def noun_of(attachment: Attachment) -> str:
    """Return what a file is, in English, to be translated; empty where only its name says something."""
    return marked('Picture') if attachment.is_picture else _NOUNS.get(attachment.media_type.partition('/')[0], '')


def _may_stay(letter: str) -> bool:
    return unicodedata.category(letter) not in FORBIDDEN_CATEGORIES and not is_invisible(letter)


def _shorten(name: str) -> str:
    if len(name) <= FILE_NAME_CHARACTERS:
        return name
    stem, dot, extension = name.rpartition('.')
    ending = dot + extension
    if not stem or len(ending) > EXTENSION_CHARACTERS:
        return name[: FILE_NAME_CHARACTERS - 1].rstrip() + '…'
    return stem[: FILE_NAME_CHARACTERS - len(ending) - 1].rstrip() + '…' + ending


_NOUNS = {'video': marked('Video'), 'audio': marked('Audio')}
