"""Pages are read elsewhere, and what takes too long there is ended."""

from collections.abc import AsyncIterator

import pytest

from messenger.previews.looking import PAGE
from messenger.previews.page import Page
from messenger.previews.reader import PageReader
from messenger.processes.process import TookTooLong

URL = 'https://example.org/soup'
SOUP = b'<title>Soup</title>'

NESTED = SOUP + b'<div>' * (PAGE.body_bytes // 5)
MANY_ATTRIBUTES = SOUP + b'<a ' + b''.join(b'a%d ' % number for number in range(70_000)) + b'>'
ODD_LETTERS = b'a' * (PAGE.body_bytes // 2) + b'-' + b'a' * (PAGE.body_bytes // 2)
"""A page that takes minutes in the charset punycode, in which it is written."""


@pytest.fixture
async def reader() -> AsyncIterator[PageReader]:
    """Gives pages one second."""
    reader = PageReader(limit_seconds=1)
    yield reader
    await reader.stop()


async def read(reader: PageReader, body: bytes, kind: str = 'text/html') -> Page | None:
    """Read a page of example.org."""
    return await reader.read(body, url=URL, content_type=kind)


async def test_a_page_comes_back_as_it_was_read(reader: PageReader):
    body = '<title>Grüße 👍</title><meta property="og:image" content="pot.png">'.encode('utf-16')
    assert await read(reader, body, 'text/html; charset=utf-16') == Page(
        title='Grüße 👍', site='example.org', picture='https://example.org/pot.png'
    )


async def test_what_is_no_page_comes_back_as_none(reader: PageReader):
    assert await read(reader, b'{}', 'application/json') is None


@pytest.mark.parametrize(
    ('body', 'kind'),
    [(NESTED, 'text/html'), (MANY_ATTRIBUTES, 'text/html'), (ODD_LETTERS, 'text/html; charset=punycode')],
)
async def test_a_page_that_is_written_to_take_minutes_is_given_up_and_the_next_one_read(
    reader: PageReader, body: bytes, kind: str
):
    with pytest.raises(TookTooLong):
        await read(reader, body, kind)
    page = await read(reader, SOUP)
    assert page is not None
    assert page.title == 'Soup'
