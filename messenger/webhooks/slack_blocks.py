"""The words in Slack's blocks: https://api.slack.com/reference/block-kit/blocks. Buttons and inputs have none here."""

from collections.abc import Mapping

from messenger.webhooks.slack_marks import from_slack

MOST_BLOCKS = 50
DEEPEST = 5
"""Lists in lists, of rich text."""


def text_of_blocks(blocks: object) -> str:
    """Return what blocks say as Markdown, a paragraph each; whatever is no list of blocks is empty.

    >>> text_of_blocks([{'type': 'section', 'text': {'type': 'mrkdwn', 'text': '*Done*'}}, {'type': 'divider'}])
    '**Done**'
    """
    if not isinstance(blocks, list):
        return ''
    texts = [_block(block) for block in blocks[:MOST_BLOCKS] if isinstance(block, dict)]
    return '\n\n'.join(text for text in texts if text.strip())


def _block(block: Mapping[str, object]) -> str:
    match block.get('type'):
        case 'header':
            text = _words(block.get('text'))
            return f'**{text}**' if text else ''
        case 'section':
            return '\n'.join(text for text in [_words(block.get('text')), *map(_words, _list(block, 'fields'))] if text)
        case 'context':
            return ' '.join(text for text in map(_words, _list(block, 'elements')) if text)
        case 'image':
            return _words(block.get('title')) or _string(block.get('alt_text'))
        case 'rich_text':
            return '\n'.join(_rich(element, DEEPEST) for element in _list(block, 'elements'))
    return ''


def _words(text: object) -> str:
    """Return a text object's text; plain text may hold what looks like marks and is none."""
    if not isinstance(text, dict):
        return ''
    words = _string(text.get('text'))
    return from_slack(words) if text.get('type') == 'mrkdwn' else words


def _rich(element: object, depth: int) -> str:
    if not isinstance(element, dict) or not depth:
        return ''
    inner = [_rich(each, depth - 1) for each in _list(element, 'elements')]
    match element.get('type'):
        case 'rich_text_list':
            return '\n'.join(f'- {each}' for each in inner)
        case 'rich_text_preformatted':
            return f'```\n{"".join(inner)}\n```'
        case 'rich_text_quote':
            return '\n'.join(f'> {line}' for line in ''.join(inner).splitlines())
        case 'rich_text_section':
            return ''.join(inner)
    return _run(element)


def _run(run: Mapping[str, object]) -> str:
    match run.get('type'):
        case 'link':
            return from_slack(f'<{_string(run.get("url"))}|{_string(run.get("text"))}>'.replace('|>', '>'))
        case 'emoji':
            return f':{_string(run.get("name"))}:'
        case 'broadcast':
            return from_slack(f'<!{_string(run.get("range"))}>')
        case 'user':
            return f'@{_string(run.get("user_id"))}'
    text, style = _string(run.get('text')), run.get('style')
    marks = [mark for name, mark in _STYLES.items() if isinstance(style, dict) and style.get(name) is True]
    return ''.join(marks) + text + ''.join(reversed(marks)) if text.strip() else text


_STYLES = {'bold': '**', 'italic': '_', 'strike': '~~', 'code': '`'}


def _list(block: Mapping[str, object], name: str) -> list[object]:
    value = block.get(name)
    return value[:MOST_BLOCKS] if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ''
