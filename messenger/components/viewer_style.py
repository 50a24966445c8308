"""The small stylesheet of one viewer: what differs between viewers of the same shared rows."""

from nicegui.element import Element

from messenger.model.ids import MemberId, Ordinal
from messenger.model.membership import Role

MOST_BELOW = 5
"""Elements that stand below a row and belong to it: what extensions draw, previews, pin, reactions, thread."""

_DIVIDED = (
    'ROW::before { content: var(--new); }',
    'ROW.g.g > .msg.msg { padding-top: 7px; }',
    'ROW.g.g > .msg.msg .avatar { display: grid; }',
    'ROW.g.g > .msg.msg .bd { grid-row: auto; }',
    'ROW.g.g > .msg.msg :is(.hd, .hd strong) { position: static; width: auto; height: auto; clip-path: none; }',
    'ROW.g.g > .msg.msg .hd time { flex: none; font-size: var(--tiny); line-height: inherit; opacity: 1; }',
)
"""A row below the 'New' line stands under its own name again, whoever wrote the one above."""

_BELOW = [' + :not(.entry)' * place for place in range(1, MOST_BELOW + 1)]

_BLOCKED = (
    'FOLDED > .msg > *, [aria-live=polite] BY { display: none !important; }',
    ', '.join(f'FOLDED{below}' for below in _BELOW) + ' { display: none !important; }',
    'FOLDED > .msg { cursor: pointer; }',
    '.quoteBY > * { display: none; }',
    '.quoteBY::after { content: var(--from-blocked); font-style: italic; }',
    'FOLDED > .msg::after { content: var(--from-blocked); grid-column: 2; font-style: italic; }',
    'FOLDED > .msg::after { color: var(--soft); font-size: var(--small); }',
)
"""A row of a blocked member, and what belongs to it, is shown only while it has the focus; a quote of one never."""


class ViewerStyle:
    """Marks own messages, mentions of me, the first unread and the row being edited, and hides what is for others."""

    def __init__(self, member_id: MemberId, *, within: str) -> None:
        """Place it; what is said of one row holds within the log of a selector: a thread shows some rows again."""
        self._member_id = member_id
        self._within = within
        self._element = Element('style')
        self._divider = 0
        self._editing = 0
        self._role = Role.MEMBER
        self._blocked: list[MemberId] = []
        self._threads: list[Ordinal] = []
        self._write()

    def divide(self, ordinal: int) -> None:
        """Draw the 'New' line above a row; 0 draws none."""
        self._divider = ordinal
        self._write()

    def edit(self, ordinal: int) -> None:
        """Mark the row whose text is being edited; 0 marks none."""
        self._editing = ordinal
        self._write()

    def know(self, role: Role, *, blocked: list[MemberId]) -> None:
        """Hide parts of widgets for others than a role, and fold the messages of members until each has the focus."""
        if (role, blocked) != (self._role, self._blocked):
            self._role, self._blocked = role, blocked
            self._write()

    def mark_threads(self, roots: list[Ordinal]) -> None:
        """Mark the threads in which there is something new for the viewer, by what they hang below."""
        if roots != self._threads:
            self._threads = roots
            self._write()

    def _write(self) -> None:
        me = self._member_id
        for_me = f'.entry:is(.for-{me}, .for-all:not(.by-{me}))'
        rules = [
            f'.entry.by-{me} > .msg {{ --by: var(--accent); }}',
            f'{_whole(for_me)} {{ --row: var(--mention); --mark: var(--mention-mark); }}',
            f'.chip.re-{me} {{ border-color: var(--accent); background: var(--own); color: var(--accent); }}',
            f'.mention.for-{me}, {for_me} .mention.call {{ background: var(--accent); color: var(--accent-ink); }}',
            f'.typing-for.for-{me} {{ display: inline; }}',
            f'.widget-place:not(.by-{me}) .only:not(.only-{self._role.value}) {{ display: none; }}',
            f'.widget-place.by-{me} .only:not(.only-{self._role.value}, .only-author) {{ display: none; }}',
            f'.typing:has(.for-{me}) .typing-all, [aria-live=polite] .by-{me} {{ display: none; }}',
        ]
        for each in self._blocked:
            folded = f'.entry.by-{each}:not(:focus-within)'
            rules += [rule.replace('FOLDED', folded).replace('BY', f'.by-{each}') for rule in _BLOCKED]
        if self._divider:
            rules += [rule.replace('ROW', self._row(self._divider)) for rule in _DIVIDED]
        if self._editing:
            rules.append(f'{_whole(self._row(self._editing))} {{ --row: var(--mention); }}')
        if self._threads:
            marked = ', '.join(f'.thread-{root}' for root in self._threads)
            rules.append(f':is({marked})::after {{ content: var(--new); }}')
        self._element.props['innerHTML'] = '\n'.join(rules)

    def _row(self, ordinal: int) -> str:
        return f'{self._within} .entry[data-o="{ordinal}"]'


def _whole(row: str) -> str:
    """Return the selector of a row and of what stands below it, which is coloured alike."""
    return ', '.join(f'{row}{part}' for part in (' > .msg', *_BELOW))
