"""Pictures and what passes itself off as one."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from messenger.media.pictures import THUMBNAIL_PIXELS, Pictures, look
from tests.files import PAGE, SVG, bomb, picture, turned_photograph


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content[:100]
    yield content[100:]


@pytest.mark.parametrize('kind', ['PNG', 'JPEG', 'GIF', 'WEBP'])
async def test_a_picture_has_a_size_and_a_thumbnail(kind: str):
    seen = await Pictures().look(pieces(picture(2000, 1000, kind)))
    assert (seen.media_type, seen.width, seen.height) == (f'image/{kind.lower()}', 2000, 1000)
    with Image.open(io.BytesIO(seen.thumbnail)) as small:
        assert small.size == (THUMBNAIL_PIXELS, THUMBNAIL_PIXELS // 2)


def test_a_photograph_stands_upright_and_tells_nothing_of_where_it_was_taken():
    seen = look(turned_photograph())
    assert (seen.width, seen.height) == (4, 8)
    with Image.open(io.BytesIO(seen.thumbnail)) as small:
        assert small.size == (4, 8)
        assert not small.getexif()
    assert b'Secret Camera' not in seen.thumbnail


@pytest.mark.parametrize(
    'content',
    [b'', PAGE, SVG, picture()[:40], b'\x89PNG\r\n\x1a\n' + b'x' * 100, bomb(), bomb(8_000, 8_000)],
    ids=['nothing', 'page', 'svg', 'cut', 'beginning', 'bomb', 'large'],
)
def test_what_cannot_be_unpacked_is_no_picture(content: bytes):
    assert look(content) is None


def test_other_formats_are_not_even_tried():
    assert look(picture(kind='BMP')) is None
    assert look(b'%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n') is None
