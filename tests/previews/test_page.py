"""What a page may say of itself, and what is made of it."""

import pytest

from messenger.model.link_preview import DESCRIPTION_CHARACTERS, TITLE_CHARACTERS
from messenger.previews.page import Page, read_page

URL = 'https://example.org/soup/today'
HTML = 'text/html; charset=utf-8'


def read(html: str | bytes, kind: str = HTML) -> Page | None:
    """Read a page of example.org."""
    return read_page(html.encode() if isinstance(html, str) else html, url=URL, content_type=kind)


def test_a_page_says_what_it_is_in_the_words_of_open_graph():
    assert read(
        '<head><title>No</title><meta property="og:title" content="Soup &amp; salad"><meta property="og:description"'
        ' content="Every day"><meta property="og:site_name" content="The kitchen">'
        '<meta property="og:image" content="/pot.jpg"></head>'
    ) == Page(title='Soup & salad', description='Every day', site='The kitchen', picture='https://example.org/pot.jpg')


def test_a_plain_page_has_a_title_and_perhaps_a_description():
    html = '<title>\n  Soup\n of the day </title><meta name=Description content="Hot">'
    assert read(html) == Page(title='Soup of the day', description='Hot', site='example.org')


@pytest.mark.parametrize('html', ['', '<p>no title', '<title> \u200b </title>', '<svg><title>drawn</svg', '\x00' * 50])
def test_what_has_no_title_is_no_page(html: str):
    page = read(html)
    assert page is None or page.title == 'drawn'


@pytest.mark.parametrize('kind', ['', 'image/png', 'application/json', 'text/plain', 'application/xml'])
def test_what_does_not_say_that_it_is_a_page_is_none(kind: str):
    assert read('<title>Hi</title>', kind) is None


def test_what_is_too_long_is_cut_and_what_shows_nothing_is_left_out():
    page = read(f'<title>{"a" * 10_000}</title><meta name=description content="b\u202e\x07{"b" * 10_000}">')
    assert page is not None
    assert (len(page.title), len(page.description)) == (TITLE_CHARACTERS, DESCRIPTION_CHARACTERS)
    assert page.description.startswith('bbb')


@pytest.mark.parametrize(
    ('body', 'kind'),
    [
        ('<title>Grüße</title>'.encode('latin-1'), 'text/html; charset=ISO-8859-1'),
        ('<meta charset="windows-1252"><title>Grüße</title>'.encode('cp1252'), 'text/html'),
        ('<title>Grüße</title>'.encode(), 'text/html; charset=no-such-thing'),
        ('<title>Grüße</title>'.encode(), 'text/html; charset=rot13'),
    ],
)
def test_a_page_is_read_in_the_charset_that_it_names(body: bytes, kind: str):
    page = read(body, kind)
    assert page is not None
    assert page.title == 'Grüße'


def test_bytes_of_no_charset_are_shown_as_such():
    page = read(b'<title>Gr\xff\xfe</title>')
    assert page is not None
    assert page.title == 'Gr��'


@pytest.mark.parametrize('address', ['', 'http://[', '   '])
def test_an_odd_address_of_a_picture_is_none(address: str):
    page = read(f'<title>Hi</title><meta property="og:image" content="{address}">')
    assert page is not None
    assert page.picture == ''
