"""What stands within a line beside emphasis: line breaks, backslashes, code, mentions and links.

Each function is a rule of markdown-it: it looks at one place of the text, writes tokens, and moves `state.pos` behind
what it took. None is asked to look without writing: markdown-it does so for a link's text, which `LABEL` reads here.
"""

import re
from collections.abc import Sequence

from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_inline import StateInline

from messenger.model.calls import is_call
from messenger.model.message import Mention
from messenger.rendering.address import bare_address_end, mail_address_end, names_another_host, safe_address

MARKS = frozenset('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')
SCHEMES = ('https', 'http', 'mailto')
LABEL = re.compile(r'\[((?:[^\[\]\\]|\\.|\[[^\[\]\\]*\](?!\())+)\](?=\()', re.DOTALL)
"""A link's text in its brackets, which may hold a pair more but no other link; read in one pass."""

BACKTICKS = re.compile('`+')


class MentionNames:
    """The names mentioned in one text, looked up in a time that does not grow with their number."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._ids = {mention.name: mention.member_id for mention in mentions if mention.name}
        self._calls = set(filter(is_call, self._ids))
        self._lengths = sorted({len(name) for name in self._ids}, reverse=True)

    def at(self, text: str, start: int) -> Mention | None:
        """Return the longest name that stands at `start` and ends with its word."""
        for length in self._lengths:
            name = text[start : start + length]
            name = name.lower() if name.lower() in self._calls else name
            if name in self._ids and not (_is_word(name, len(name) - 1) and _is_word(text, start + length)):
                return Mention(member_id=self._ids[name], name=name)
        return None


def line_break(state: StateInline, _silent: bool) -> bool:
    """Every newline is a line break; the blanks around it stay."""
    if state.src[state.pos] != '\n':
        return False
    state.push('hardbreak', 'br', 0)
    state.pos += 1
    return True


def backslash(state: StateInline, _silent: bool) -> bool:
    """A backslash keeps the mark behind it from meaning anything; both are shown, so no path or shrug loses one."""
    if state.src[state.pos] != '\\' or state.pos + 1 >= state.posMax or state.src[state.pos + 1] not in MARKS:
        return False
    state.append_pending(state.src[state.pos : state.pos + 2])
    state.pos += 2
    return True


def code_span(state: StateInline, _silent: bool) -> bool:
    """Characters between two equal runs of backticks, line breaks among them."""
    if state.src[state.pos] != '`':
        return False
    marks = _backticks_at(state.src, state.pos)
    start = state.pos + len(marks)
    end = _closing_backticks(state, marks, start)
    text = state.src[start:end]
    if text.strip():
        token = state.push('code_inline', 'code', 0)
        token.content = text[1:-1] if text[0] == text[-1] == ' ' else text
        state.pos = end + len(marks)
    else:
        state.append_pending(marks)
        state.pos = start
    return True


def mention(state: StateInline, _silent: bool) -> bool:
    """``@`` and the name of a member that the text mentions."""
    names: MentionNames = state.env['names']
    if state.src[state.pos] != '@' or state.linkLevel > 0 or _is_word(state.src, state.pos - 1):
        return False
    found = names.at(state.src, state.pos + 1)
    if found is None:
        return False
    token = state.push('mention', 'span', 0)
    token.content = state.src[state.pos : state.pos + 1 + len(found.name)]
    token.meta = {'mark': 'call' if is_call(found.name) else f'for-{found.member_id}'}
    state.pos += 1 + len(found.name)
    return True


def bare_link(state: StateInline, _silent: bool) -> bool:
    """An address in running text: http, https or mailto."""
    if state.src[state.pos] != ':' or state.linkLevel > 0:
        return False
    start = _scheme_start(state)
    if start is None:
        return False
    is_web = state.src.startswith('://', state.pos)
    end = bare_address_end(state.src, state.pos + 3) if is_web else mail_address_end(state.src, state.pos + 1)
    href = safe_address(state.src[start:end]) if end > state.pos + 3 and end <= state.posMax else None
    if href is None:
        return False
    scheme = state.src[start : state.pos]
    if not state.pending.endswith(scheme):
        return False
    state.pending = state.pending[: -len(scheme)]
    _write_link(state, href, state.src[start:end])
    state.pos = end
    return True


def named_link(state: StateInline, _silent: bool) -> bool:
    """``[text](address)``; a link with no text, to a forbidden place or that names another host is not one."""
    if state.linkLevel > 0 or state.src.startswith('!', state.pos - 1):  # a picture is shown as the characters it is
        return False
    label = LABEL.match(state.src, state.pos, state.posMax)
    target = parseLinkDestination(state.src, label.end() + 1, state.posMax) if label else None
    if label is None or target is None or not target.ok or not state.src.startswith(')', target.pos):
        return False
    href = safe_address(target.str)
    if href is None or not _is_visible(label.group(1)) or names_another_host(label.group(1), href):
        return False
    _write_label(state, href, *label.span(1))
    state.pos = target.pos + 1
    return True


def _backticks_at(text: str, start: int) -> str:
    found = BACKTICKS.match(text, start)
    return found.group() if found else ''


def _closing_backticks(state: StateInline, marks: str, start: int) -> int:
    """Return where the next run of as many backticks begins; `start` when there is none.

    Where the last run of each length begins is noted once a text, so that runs without a partner cost nothing.
    """
    if not state.backticksScanned:
        state.backticks = {len(run.group()): run.start() for run in BACKTICKS.finditer(state.src)}
        state.backticksScanned = True
    if state.backticks.get(len(marks), -1) < start:
        return start
    runs = BACKTICKS.finditer(state.src, start, state.posMax)
    return next((run.start() for run in runs if run.group() == marks), start)


def _write_link(state: StateInline, href: str, text: str) -> None:
    state.push('link_open', 'a', 1).attrs = {'href': href}
    state.push('text', '', 0).content = text
    state.push('link_close', 'a', -1)


def _write_label(state: StateInline, href: str, start: int, end: int) -> None:
    outer_end, state.pos, state.posMax = state.posMax, start, end
    state.push('link_open', 'a', 1).attrs = {'href': href}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push('link_close', 'a', -1)
    state.posMax = outer_end


def _scheme_start(state: StateInline) -> int | None:
    """Return where the scheme before the colon begins, if it is one of ours and begins a word."""
    for scheme in SCHEMES:
        start = state.pos - len(scheme)
        if start < 0 or state.src[start : state.pos].lower() != scheme or _is_word(state.src, start - 1):
            continue
        return start if scheme == 'mailto' or state.src.startswith('://', state.pos) else None
    return None


def _is_word(text: str, position: int) -> bool:
    return 0 <= position < len(text) and (text[position].isalnum() or text[position] == '_')


def _is_visible(label: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in label)
