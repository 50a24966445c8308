"""Reads markup as a person sees it, with a parser that is not the one under test."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {'p', 'pre', 'blockquote', 'ul', 'ol', 'li', 'table', 'tr'}
VOID = {'br', 'input'}


@dataclass
class Shown(HTMLParser):
    """The tags with their attributes, the visible text, and what is not well formed."""

    html: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ''
    faults: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()
        self.faults += [f'<{tag}> left open' for tag in self._open]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f'<{tag}> has an attribute twice')
        if tag == 'br':
            self.text += '\n'
        if tag in BLOCKS and self.text and not self.text.endswith('\n\n'):
            self.text += '\n\n'
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f'</{tag}> closes something else')

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.faults.append(f'comment {data!r}')

    def handle_decl(self, decl):
        self.faults.append(f'declaration {decl!r}')

    def handle_pi(self, data):
        self.faults.append(f'instruction {data!r}')

    def unknown_decl(self, data):
        self.faults.append(f'declaration {data!r}')

    def with_tag(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def text_of(html):
    """What a person reads."""
    return Shown(html).text
