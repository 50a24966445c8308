"""Pictures: their size as they are seen, and a thumbnail without anything but pixels."""

import asyncio
import io
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image, ImageOps

from messenger.media.kind import PICTURES

MOST_PIXELS = 50_000_000
"""What is unpacked at most: 200 MB of memory, the largest photographs of phones. A decompression bomb has more."""

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is no picture to us."""

THUMBNAIL_PIXELS = 800
"""The longer side: twice what a row shows, for screens with two pixels to each."""
QUALITY = 80
THUMBNAIL_TYPE = 'image/webp'

PORTRAIT_PIXELS = 192
"""Each side of the picture of a member or a page: nearly three times what a card shows, for finer screens."""
PORTRAIT_TYPE = 'image/webp'
PORTRAIT_BYTES = 256 * 1024
"""More than such a picture can have, without any compression."""

ORIENTATION = 0x0112
TURNED = frozenset({5, 6, 7, 8})
"""Orientations that swap width and height (Exif 2.32, 4.6.4 A)."""

Made = TypeVar('Made')

AT_ONCE = 1
"""Pictures unpacked at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that can be shown."""

    media_type: str
    width: int
    height: int
    thumbnail: bytes


class Pictures:
    """Looks at pictures in a thread, a few at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def look(self, content: AsyncIterable[bytes]) -> Picture | None:
        """Return what a content shows, None when it is no picture, a damaged one, or too large to unpack."""
        async with self._turn:
            return await asyncio.to_thread(look, b''.join([piece async for piece in content]))

    async def square(self, content: bytes) -> bytes | None:
        """Return a picture as that of a member or a page, None for what `look` would take for none."""
        async with self._turn:
            return await asyncio.to_thread(square, content)


def look(content: bytes) -> Picture | None:
    """Unpack a picture and make it small."""
    return _unpacked(content, _picture)


def square(content: bytes) -> bytes | None:
    """Unpack a picture and make of its middle a small square on white, with nothing but pixels in it."""
    return _unpacked(content, _square)


def _unpacked(content: bytes, make: Callable[[Image.Image], Made]) -> Made | None:
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            return make(picture)
    # Whatever a stranger's file does to a decoder: it is then a file like any other.
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, MemoryError):
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _picture(picture: Image.Image) -> Picture:
    media_type = PICTURES[picture.format or '']
    width, height = picture.size
    if picture.getexif().get(ORIENTATION) in TURNED:
        width, height = height, width
    picture.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    return Picture(media_type=media_type, width=width, height=height, thumbnail=packed(picture))


def packed(picture: Image.Image) -> bytes:
    """Write a thumbnail with nothing but pixels in it."""
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert('RGBA' if upright.has_transparency_data else 'RGB')
    plain.info.clear()  # where it was taken, by whom, and with what
    packed = io.BytesIO()
    plain.save(packed, 'WEBP', quality=QUALITY)
    return packed.getvalue()


def _square(picture: Image.Image) -> bytes:
    """Cut first, so that only what is kept is worked on; the middle stays the middle however it is turned."""
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    middle = ImageOps.exif_transpose(picture.crop((left, top, left + side, top + side)))
    small = middle.convert('RGBA').resize((PORTRAIT_PIXELS, PORTRAIT_PIXELS), Image.Resampling.LANCZOS)
    plain = Image.new('RGB', small.size, 'white')
    plain.paste(small, mask=small)
    packed = io.BytesIO()
    plain.save(packed, 'WEBP', quality=QUALITY)
    return packed.getvalue()
