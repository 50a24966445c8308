"""The small stylesheet of one viewer: what differs between viewers of the same shared rows."""

from nicegui.element import Element

from messenger.model.ids import MemberId


class ViewerStyle:
    """Marks own messages, mentions of me, the first unread and the row being edited, for one page alone."""

    def __init__(self, member_id: MemberId) -> None:
        self._member_id = member_id
        self._element = Element('style')
        self._divider = 0
        self._editing = 0
        self._write()

    def divide(self, ordinal: int) -> None:
        """Draw the 'New' line above a row; 0 draws none."""
        self._divider = ordinal
        self._write()

    def edit(self, ordinal: int) -> None:
        """Mark the row whose text is being edited; 0 marks none."""
        self._editing = ordinal
        self._write()

    def _write(self) -> None:
        me = self._member_id
        rules = [
            f'.row.by-{me} > .msg {{ --by: var(--accent); }}',
            f'.row.for-{me} > .msg {{ --row: var(--mention); --mark: var(--mention-mark); }}',
            f'.mention.for-{me} {{ background: var(--accent); color: var(--accent-ink); }}',
            f'.typing-for.for-{me} {{ display: inline; }}',
            f'.typing:has(.for-{me}) .typing-all, [aria-live=polite] .by-{me} {{ display: none; }}',
        ]
        if self._divider:
            rules.append(f'.row[data-o="{self._divider}"]::before {{ content: "New"; }}')
        if self._editing:
            rules.append(f'.row[data-o="{self._editing}"] > .msg {{ --row: var(--mention); }}')
        self._element.props['innerHTML'] = '\n'.join(rules)
