"""Which pages a text links to, as it is shown."""

from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser, LexborNode

from messenger.rendering.safe_html import SafeHtml


def links_in(html: SafeHtml, *, allows_http: bool = False) -> list[str]:
    """Return the https addresses that a text leads to, of each page the first one, to whichever part of it.

    What a spoiler hides is not given away; code has no links. Those of http are among them where they may be.
    """
    if 'href="http' not in html:
        return []
    wanted = 'a[href^="https://"], a[href^="http://"]' if allows_http else 'a[href^="https://"]'
    anchors = LexborHTMLParser(html).css(wanted)
    found: dict[str, str] = {}
    for address in (anchor.attributes['href'] or '' for anchor in anchors if not _is_hidden(anchor)):
        found.setdefault(urldefrag(address).url, address)
    return list(found.values())


def _is_hidden(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if 'spoiler' in (parent.attributes.get('class') or '').split():
            return True
        parent = parent.parent
    return False
