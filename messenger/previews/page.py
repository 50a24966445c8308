"""What a page says of itself: the Open Graph protocol, Twitter's cards, and plain HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from messenger.model.link_preview import DESCRIPTION_CHARACTERS, SITE_CHARACTERS, TITLE_CHARACTERS, clean_line

DECLARED = re.compile(rb'charset\s*=\s*["\']?\s*([a-z0-9_.:-]{1,40})', re.IGNORECASE)
DECLARED_WITHIN_BYTES = 1024
"""Where a page that is not UTF-8 has to say so (HTML, 4.2.5.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in its own words, which are cleaned and cut; `picture` is the address of one, empty for none."""

    title: str
    description: str = ''
    site: str = ''
    picture: str = ''


def read_page(body: bytes, *, url: str, content_type: str) -> Page | None:
    """Read the beginning of a page; None for what is no page, or has no title."""
    if content_type.partition(';')[0].strip().lower() not in {'text/html', 'application/xhtml+xml'}:
        return None
    tree = LexborHTMLParser(_decoded(body, content_type))
    said: dict[str, str] = {}
    for meta in tree.css('meta'):
        name = (meta.attributes.get('property') or meta.attributes.get('name') or '').lower()
        said.setdefault(name, meta.attributes.get('content') or '')
    found = tree.css_first('head title') or tree.css_first('title')
    title = _first([said.get('og:title'), said.get('twitter:title'), found.text() if found else ''], TITLE_CHARACTERS)
    if not title:
        return None
    described = [said.get('og:description'), said.get('twitter:description'), said.get('description')]
    return Page(
        title=title,
        description=_first(described, DESCRIPTION_CHARACTERS),
        site=_first([said.get('og:site_name'), urlsplit(url).hostname], SITE_CHARACTERS),
        picture=_address(said.get('og:image') or said.get('twitter:image') or '', url),
    )


def _first(texts: Iterable[str | None], most: int) -> str:
    return next((line for text in texts if text and (line := clean_line(text, most))), '')


def _address(written: str, base: str) -> str:
    try:
        return urljoin(base, written.strip()) if written.strip() else ''
    except ValueError:
        return ''


def _decoded(body: bytes, content_type: str) -> str:
    """Decode a page as it says, else as UTF-8; what is wrong in it is shown as such."""
    said = DECLARED.search(content_type.encode('latin-1', 'replace')) or DECLARED.search(body[:DECLARED_WITHIN_BYTES])
    try:
        return body.decode(said[1].decode('ascii') if said else 'utf-8', 'replace')
    except (LookupError, UnicodeError):  # a name of no charset, or of one that is not for texts
        return body.decode('utf-8', 'replace')
