"""The first page of a document is drawn elsewhere, and whatever is wrong with one harms nobody."""

import io
import resource
import subprocess
import sys
from base64 import b64encode
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from messenger.media.documents import Documents
from messenger.media.worker import answer
from tests.files import PDF, document

PAGES = b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>'


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    """A content as it is read."""
    half = len(content) // 2
    for piece in (content[:half], content[half:]):
        yield piece


@pytest.fixture
async def documents():
    """The process that draws, ended afterwards."""
    documents = Documents()
    yield documents
    await documents.stop()


async def test_the_first_page_is_drawn_as_large_as_a_thumbnail(documents: Documents):
    drawn = await documents.look(pieces(document(50, 100, color='#204080')))
    assert drawn is not None
    assert (drawn.media_type, drawn.width, drawn.height) == ('application/pdf', 400, 800)
    with Image.open(io.BytesIO(drawn.thumbnail)) as thumbnail:
        assert thumbnail.size == (400, 800)
        red, green, blue = thumbnail.convert('RGB').getpixel((200, 400))
    assert abs(red - 0x20) + abs(green - 0x40) + abs(blue - 0x80) < 24


@pytest.mark.parametrize(
    'content',
    [PDF, document()[:-200], document().replace(b'/Count 1', b'/Count 0'), b'%PDF-1.7' + bytes(10_000)],
    ids=['nothing but a head', 'cut off', 'no page', 'zeros'],
)
async def test_what_is_damaged_is_not_drawn_and_the_next_one_is(documents: Documents, content: bytes):
    damaged = await documents.look(pieces(content))
    assert damaged is None or damaged.width > 0  # the library mends some
    assert await documents.look(pieces(document())) is not None


async def test_what_takes_too_long_is_given_up_and_the_next_one_is_drawn(documents: Documents):
    impatient = Documents(limit_seconds=0)
    assert await impatient.look(pieces(document())) is None
    await impatient.stop()
    assert await documents.look(pieces(document())) is not None


def test_a_page_of_any_size_has_a_thumbnail():
    for width, height, size in ((1, 2000, (1, 800)), (5000, 100, (800, 16)), (1, 1, (800, 800))):
        drawn = answer(b64encode(document(width, height)).decode())
        assert (drawn['width'], drawn['height']) == size


@pytest.mark.skipif(sys.platform != 'linux', reason='other systems know no such limit')
def test_a_document_cannot_take_all_the_memory():
    code = 'from messenger.media.worker import limit_memory; limit_memory(); bytearray(2 * 1024**3)'
    ended = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=False)
    assert 'MemoryError' in ended.stderr
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
