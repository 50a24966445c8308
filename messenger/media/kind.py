"""The type of a file by its first bytes."""

from messenger.model.attachment import Attachment

BEGINNING_BYTES = 8192
"""How much of a file is looked at."""

UNKNOWN = 'application/octet-stream'
TEXT = 'text/plain'
PDF = 'application/pdf'

PICTURES = {'PNG': 'image/png', 'JPEG': 'image/jpeg', 'GIF': 'image/gif', 'WEBP': 'image/webp'}
"""What is shown as a picture, by its name in Pillow. Not SVG, which can hold scripts."""

_PICTURE_BEGINNINGS = (b'\x89PNG\r\n', b'\xff\xd8\xff', b'GIF8')

_BEGINNINGS = (
    (b'%PDF-', PDF),
    (b'PK\x03\x04', 'application/zip'),
    (b'\x1f\x8b', 'application/gzip'),
    (b'OggS', 'audio/ogg'),
    (b'fLaC', 'audio/flac'),
    (b'ID3', 'audio/mpeg'),
    (b'\x1a\x45\xdf\xa3', 'video/webm'),
)
_MP3_FRAMES = frozenset({0xFA, 0xFB, 0xF2, 0xF3})
"""The second byte of an MPEG layer III frame without a tag before it (ISO/IEC 11172-3, 2.4.1.3)."""

_CONTROLS = frozenset(range(32)) - frozenset(b'\t\n\r\f\x1b')

PLAYED = frozenset(
    {'audio/ogg', 'audio/flac', 'audio/mpeg', 'audio/mp4', 'audio/wav', 'video/webm', 'video/mp4', 'video/quicktime'}
)
"""What browsers play and that runs nothing."""


def may_be_picture(beginning: bytes) -> bool:
    """Tell whether it is worth looking closer; most files are none, and can be large."""
    return beginning.startswith(_PICTURE_BEGINNINGS) or (beginning[:4] == b'RIFF' and beginning[8:12] == b'WEBP')


def media_type_of(beginning: bytes) -> str:
    """Name the type of a file that is no picture, from at most `BEGINNING_BYTES` of it; all markup is plain text.

    >>> media_type_of(b'%PDF-1.7 ...'), media_type_of(b'<script>'), media_type_of(b'')
    ('application/pdf', 'text/plain', 'text/plain')
    """
    for start, media_type in _BEGINNINGS:
        if beginning.startswith(start):
            return media_type
    if beginning[4:8] == b'ftyp':
        return _iso_media(beginning[8:12])
    if beginning[:4] == b'RIFF' and beginning[8:12] == b'WAVE':
        return 'audio/wav'
    if len(beginning) > 1 and beginning[0] == 0xFF and beginning[1] in _MP3_FRAMES:
        return 'audio/mpeg'
    return TEXT if _is_text(beginning) else UNKNOWN


def is_shown_inline(attachment: Attachment) -> bool:
    """Tell whether a browser may show a file by itself, with the type that we found."""
    return attachment.is_picture or attachment.media_type in PLAYED | {TEXT}


def _iso_media(brand: bytes) -> str:
    """Tell apart what shares a container (ISO/IEC 14496-12, 4.3); brands at https://mp4ra.org."""
    if brand in {b'M4A ', b'M4B '}:
        return 'audio/mp4'
    if brand == b'qt  ':
        return 'video/quicktime'
    return UNKNOWN if brand in {b'heic', b'heix', b'mif1', b'msf1', b'avif', b'avis', b'crx '} else 'video/mp4'


def _is_text(beginning: bytes) -> bool:
    if not _CONTROLS.isdisjoint(beginning):
        return False
    try:
        beginning.decode()
    except UnicodeDecodeError as error:
        # The last letter may have been cut in the middle.
        return len(beginning) == BEGINNING_BYTES and error.start > BEGINNING_BYTES - 4
    return True
