"""Which addresses a text may link to, and where an address in running text ends."""

import re
from html import escape
from urllib.parse import urlsplit

import nh3
from markdown_it.common.normalize_url import normalizeLink

INVISIBLE = '\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'
"""Characters that show nothing or turn the reading direction: an address with one looks like another."""

_DECEPTIVE = re.compile(f'[{INVISIBLE}]')
_ALLOWED = re.compile(r'(?:https?://[a-z0-9._-]+(?::\d{1,5})?(?:[/?#].*)?|mailto:[^@]+@.+)', re.IGNORECASE | re.DOTALL)
_STOPS = rf'\s<>"`\\^{{}}|\[\]\x00-\x20{INVISIBLE}「」『』【】（），。、；：！？'
_BARE = re.compile(rf'[^{_STOPS}/?#@()*~!,;:=&%$+\']+(?::\d{{1,5}})?(?:[/?#][^{_STOPS}]*)?')
_MAIL = re.compile(r'[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}')
_AFTER = '?!.,:;*_~\'"'
"""Punctuation that ends the sentence rather than the address (GitHub Flavored Markdown 6.9)."""


_BROWSER = nh3.Cleaner(tags={'a'}, attributes={'a': {'href'}}, link_rel=None)
"""Reads addresses as browsers do (the URL standard), and drops what is none."""


def safe_address(written: str) -> str | None:
    """Return the address as it may stand in ``href``, or None if no link may lead there.

    Links lead to http, https and mailto alone, never to a page of ours and never with a user's name before
    the host, where it reads as the host.
    """
    if _DECEPTIVE.search(written):
        return None
    href = normalizeLink(written)
    if not _ALLOWED.fullmatch(href):
        return None
    return href if 'href=' in _BROWSER.clean(f'<a href="{escape(href)}">') else None


def bare_address_end(text: str, start: int) -> int:
    """Return where the address ends whose host begins at `start`; `start` itself when there is none."""
    found = _BARE.match(text, start)
    return _without_punctuation(text, start, found.end()) if found else start


def mail_address_end(text: str, start: int) -> int:
    """Return where the mail address ends that begins at `start`; `start` itself when there is none."""
    found = _MAIL.match(text, start)
    return found.end() if found else start


def names_another_host(label: str, href: str) -> bool:
    """Tell whether a link's text reads as an address on another host than the one it leads to."""
    shown = label.strip()
    if '://' not in shown and not shown.lower().startswith(('www.', 'mailto:')):
        return False
    return _host(shown if ':' in shown else f'https://{shown}') != _host(href)


def _host(address: str) -> str | None:
    try:
        return urlsplit(normalizeLink(address)).netloc.lower() or None
    except ValueError:
        return None


def _without_punctuation(text: str, start: int, end: int) -> int:
    surplus = text.count(')', start, end) - text.count('(', start, end)
    while end > start and (text[end - 1] in _AFTER or (text[end - 1] == ')' and surplus > 0)):
        surplus -= text[end - 1] == ')'
        end -= 1
    return end
