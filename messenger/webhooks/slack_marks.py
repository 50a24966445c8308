"""Slack's marks in a text, turned into Markdown: bold, struck, links, mentions.

https://api.slack.com/reference/surfaces/formatting
"""

import html
import re

_CODE = re.compile(r'(```.*?```|`[^`\n]+`)', re.DOTALL)
_ANGLE = re.compile(r'<([^<>\n]+)>')
_BOLD = re.compile(r'(?<![*\w])\*(?![*\s])([^*\n]+?)(?<!\s)\*(?![*\w])')
_STRUCK = re.compile(r'(?<![~\w])~(?![~\s])([^~\n]+?)(?<!\s)~(?![~\w])')
_CALLS = {'here': '@here', 'channel': '@all', 'everyone': '@all'}
_BRACKETS = re.compile(r'([\[\]\\])')


def from_slack(text: str) -> str:
    """Return a text with Slack's marks as Markdown; what stands in code stays as it is.

    >>> from_slack('<!here> *done*: <https://example.org/a|log> &amp; ~old~')
    '@here **done**: [log](https://example.org/a) & ~~old~~'
    >>> from_slack('`*x*` and **bold**')
    '`*x*` and **bold**'
    """
    pieces = _CODE.split(text)  # every second one is code
    return ''.join(html.unescape(piece) if at % 2 else _marked(piece) for at, piece in enumerate(pieces))


def _marked(text: str) -> str:
    """Turn marks between links, so that an underscore or a star in an address means nothing."""
    pieces = _ANGLE.split(text)  # every second one stood in angle brackets
    return ''.join(_angled(piece) if at % 2 else _styled(piece) for at, piece in enumerate(pieces))


def _styled(text: str) -> str:
    return html.unescape(_STRUCK.sub(r'~~\1~~', _BOLD.sub(r'**\1**', text)))


def _angled(inside: str) -> str:
    target, _, label = map(html.unescape, inside.partition('|'))
    if target.startswith('!'):
        return _CALLS.get(target[1:].partition('^')[0], label or target[1:])
    if target.startswith(('@', '#')):
        return target[0] + label.removeprefix(target[0]) if label else target
    if not target.startswith(('https://', 'http://', 'mailto:')) or re.search(r'[\s()]', target):
        return f'<{inside}>' if not label else f'{label} ({target})'
    escaped = _BRACKETS.sub(r'\\\1', label)
    return f'[{escaped}]({target})' if label else target.removeprefix('mailto:')
