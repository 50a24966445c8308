"""Writes parsed tokens as HTML."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from markdown_it.token import Token

from messenger.rendering.plain import escape
from messenger.rendering.sanitize import SET

Highlight = Callable[[str, str], str]
"""Takes code and the word behind its fence; returns the markup of the code."""

TAGS = {
    'em': 'em',
    'strong': 'strong',
    's': 's',
    'blockquote': 'blockquote',
    'bullet_list': 'ul',
    'ordered_list': 'ol',
    'tr': 'tr',
}


def write(tokens: Sequence[Token], highlight: Highlight) -> str:
    """Return the markup of a parsed text."""
    writer = _Writer(highlight)
    writer.write(tokens)
    return ''.join(writer.parts)


class _Writer:
    def __init__(self, highlight: Highlight) -> None:
        self.parts: list[str] = []
        self._highlight = highlight
        self._numbers: list[tuple[int, int]] = []
        """The first and the next number of each list around the present item."""

    def write(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self.parts.append(self._one(token))
            if token.type == 'inline':
                self.write(token.children or ())

    def _one(self, token: Token) -> str:
        write = WRITERS.get(token.type)
        if token.type == 'fence':
            return _code(self._highlight(token.content, token.info))
        return write(token) if write else self._tag(token)

    def _tag(self, token: Token) -> str:
        name, _, side = token.type.rpartition('_')
        if name == 'paragraph':
            return '' if token.hidden else _mark('p', token, side)
        if name == 'list_item':
            return f'<li{_task(token)}{self._value(token)}>' if side == 'open' else '</li>'
        if name == 'ordered_list':
            return self._ordered(token, side)
        return _mark(TAGS[name], token, side)

    def _ordered(self, token: Token, side: str) -> str:
        if side == 'close':
            self._numbers.pop()
            return '</ol>'
        first = int(token.attrs.get('start', 1))
        self._numbers.append((first, first))
        start = f' start="{first}"' if first != 1 else ''
        return f'<ol{start}{_direction(token)}>'

    def _value(self, item: Token) -> str:
        """Keep the number that was written where counting up would show another; 1. 1. 1. counts up."""
        if not item.info:
            return ''
        first, expected = self._numbers[-1]
        number = int(item.info)
        shown = expected if number == first else number
        self._numbers[-1] = (first, shown + 1)
        return '' if shown == expected else f' value="{shown}"'


def _mark(tag: str, token: Token, side: str) -> str:
    return f'</{tag}>' if side == 'close' else f'<{tag}{_direction(token)}>'


def _direction(token: Token) -> str:
    """Each outermost block reads in the direction of its own first letters."""
    return ' dir="auto"' if token.block and token.level == 0 else ''


def _code(markup: str) -> str:
    return f'<div class="code"><pre{_set("pre")}><code>{markup}</code></pre><button{_set("button")}></button></div>'


def _set(tag: str) -> str:
    """Write what the sanitizer wants of a tag."""
    return ''.join(f' {name}="{value}"' for name, value in SET[tag].items())


def _task(item: Token) -> str:
    return ' class="task"' if 'is_done' in item.meta else ''


def _box(text: Token) -> str:
    """Write the box of a task, where the text is one."""
    return f'{"☑" if text.meta["is_done"] else "☐"} ' if 'is_done' in text.meta else ''


def _side(cell: Token) -> str:
    return f' class="{cell.meta["side"]}"' if cell.meta['side'] else ''


def _attribute(link: Token) -> str:
    return escape(str(link.attrs['href'])).replace('"', '&quot;')


def _lines(text: str) -> str:
    return escape(text).replace('\n', '<br>')


def _mention(token: Token) -> str:
    return f'<span class="mention {token.meta["mark"]}">{escape(token.content)}</span>'


WRITERS: Mapping[str, Callable[[Token], str]] = MappingProxyType(
    {
        'code_inline': lambda token: f'<code>{_lines(token.content)}</code>',
        'hardbreak': lambda token: '<br>',
        'inline': _box,
        'link_close': lambda token: '</a>',
        'link_open': lambda token: f'<a href="{_attribute(token)}">',
        'mention': _mention,
        'spoiler_close': lambda token: '</span></label>',
        'spoiler_open': lambda token: f'<label class="spoiler"><input{_set("input")}><span>',
        'table_close': lambda token: '</table></div>',
        'table_open': lambda token: f'<div class="table"><table{_set("table")}{_direction(token)}>',
        'td_close': lambda token: '</td>',
        'td_open': lambda token: f'<td{_side(token)}>',
        'text': lambda token: escape(token.content),
        'text_special': lambda token: escape(token.content),
        'th_close': lambda token: '</th>',
        'th_open': lambda token: f'<th{_side(token)}>',
    }
)
"""How tokens are written for which a tag alone does not do."""
