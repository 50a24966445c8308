"""Pictures and what passes itself off as one."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from messenger.media.pictures import PORTRAIT_BYTES, PORTRAIT_PIXELS, THUMBNAIL_PIXELS, Pictures, look, square
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
    assert square(content) is None


def test_other_formats_are_not_even_tried():
    assert look(picture(kind='BMP')) is None
    assert look(b'%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n') is None


@pytest.mark.parametrize('kind', ['PNG', 'JPEG', 'GIF', 'WEBP'])
def test_of_a_picture_of_a_member_the_middle_is_kept(kind: str):
    """A red field between two blue ones: nothing is left of the blue."""
    wide = Image.new('RGB', (900, 300), '#00f')
    wide.paste('#f00', (300, 0, 600, 300))
    packed = io.BytesIO()
    wide.save(packed, kind)
    with Image.open(io.BytesIO(square(packed.getvalue()))) as small:
        assert small.size == (PORTRAIT_PIXELS, PORTRAIT_PIXELS)
        red, _, blue = small.convert('RGB').getpixel((20, 96))
        assert red > 200
        assert blue < 60


def test_a_picture_of_a_member_stands_upright_and_tells_nothing():
    """Red above blue, turned by a quarter: red stands at the right."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = 'Secret Camera'
    tall = Image.new('RGB', (100, 100), '#00f')
    tall.paste('#f00', (0, 0, 100, 50))
    packed = io.BytesIO()
    tall.save(packed, 'JPEG', exif=exif)
    small = square(packed.getvalue())
    assert b'Secret Camera' not in small
    with Image.open(io.BytesIO(small)) as seen:
        assert not seen.getexif()
        assert seen.getpixel((180, 96))[0] > 200
        assert seen.getpixel((10, 96))[0] < 60


def test_what_one_sees_through_stands_on_white():
    packed = io.BytesIO()
    Image.new('RGBA', (10, 10), (0, 0, 0, 0)).save(packed, 'PNG')
    small = square(packed.getvalue())
    assert len(small) < PORTRAIT_BYTES
    with Image.open(io.BytesIO(small)) as seen:
        assert seen.convert('RGB').getpixel((96, 96)) == (255, 255, 255)
