"""Posting widgets and changing their states."""

from dataclasses import dataclass

from messenger.actions.directs import require_writable
from messenger.actions.enclosed import NOTHING, Enclosed, hold_others
from messenger.actions.history import History
from messenger.actions.limits import Limits, Pace
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.actions.threads import Following
from messenger.model.changes import Change, MessageSent, WidgetChanged
from messenger.model.ids import GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.message import Message, Widget
from messenger.model.permissions import Action
from messenger.model.refused import NotFound, Refused
from messenger.model.text import clean_text

STATE_BYTES = 64 * 1024
"""The most a widget holds, as JSON in UTF-8: every change of it is written and read whole."""

SUMMARY_CHARACTERS = 300
"""A longer summary is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A widget for a new message, its summary in one line, the name of the extension that brings it, and its place."""

    widget: Widget
    summary: str
    via: str = ''
    enclosed: Enclosed = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class NewState:
    """What becomes of a widget: JSON of this version's shape, its summary, and one more than the revision before it."""

    state: str
    version: int
    revision: int
    summary: str


class WidgetActions:
    """What a member, or an extension by itself, does with widgets.

    A summary comes from an extension and is no member's text: what may change or refuse texts does not see it.
    """

    def __init__(
        self, *, scope: Scope, submissions: Submissions, history: History, limits: Limits, following: Following
    ) -> None:
        self._scope = scope
        self._submissions = submissions
        self._history = history
        self._limits = limits
        self._following = following

    async def post_widget(
        self, member_id: MemberId, group_id: GroupId, posting: Posting, request_id: RequestId
    ) -> Change:
        """Post a widget as a message; durable when this returns. Emits MessageSent.

        Raises:
            NotFound: no such group, or the member is not in it.
            Refused: ``too_large``, ``bad_text``, ``nothing_to_reply_to``, ``no_such_thread``, ``too_fast``,
                ``unavailable``.
        """
        place = self._scope.place(member_id, group_id, Action.POST_WIDGET)
        earlier = self._submissions.earlier(member_id, StreamId(group_id), request_id, MessageSent)
        if earlier is not None:
            return earlier
        require_writable(self._scope.store, place)
        widget = posting.widget
        _check_state(widget.state)
        summary = _one_line(posting.summary, widget.name)
        root = await hold_others(self._history, group_id, posting.enclosed)
        self._limits.spend(Pace.SEND, member_id)
        fact = MessageSent(
            group_id=group_id,
            author_id=member_id,
            text=summary,
            widget=Widget(name=widget.name, version=widget.version, state=widget.state),
            via=posting.via,
            reply_to=posting.enclosed.reply_to,
            thread=posting.enclosed.thread,
            is_in_group_too=root is not None and posting.enclosed.is_in_group_too,
        )
        change = await self._submissions.submit(member_id, request_id, fact)
        if root is not None:
            self._following.note(change, fact, root)
        return change

    async def change_widget(
        self, by: MemberId | None, group_id: GroupId, ordinal: Ordinal, new: NewState, request_id: RequestId
    ) -> Change:
        """Give a widget another state; durable when this returns. Emits WidgetChanged.

        `by` is who did it, None for the extension itself, which may do so at any time and in any group.

        Raises:
            NotFound: no such group or message, it is deleted, or the member is not in the group.
            Refused: ``stale`` when the widget has another state than the one that this was made from,
                ``no_widget``, ``too_large``, ``bad_text``, ``too_fast``, ``unavailable``.
        """
        if by is not None:
            place = self._scope.place(by, group_id, Action.CHANGE_WIDGET)
        earlier = self._submissions.earlier(by, StreamId(group_id), request_id, WidgetChanged)
        if earlier is not None:
            return earlier
        if by is not None:
            require_writable(self._scope.store, place)
        row = await self.read_widget(group_id, ordinal)
        assert row.widget is not None
        _check_state(new.state)
        summary = _one_line(new.summary, row.widget.name)
        if by is not None:
            self._limits.spend(Pace.WIDGET, by)
        fact = WidgetChanged(
            group_id=group_id,
            target=row.ordinal,
            state=new.state,
            version=new.version,
            revision=new.revision,
            text=summary,
        )
        return await self._submissions.submit(by, request_id, fact)

    async def read_widget(self, group_id: GroupId, ordinal: Ordinal) -> Message:
        """Return a message that holds a widget, for the extension whose it is; no member's right is asked.

        Raises:
            NotFound: no such group or message, or it is deleted.
            Refused: ``no_widget``, ``unavailable``.
        """
        row = await self._history.message(group_id, ordinal)
        if row.is_deleted:
            raise NotFound('message')
        if row.widget is None:
            raise Refused('no_widget', 'This message is only a text. Nothing was changed.')
        return row


def _check_state(state: str) -> None:
    try:
        size = len(state.encode())
    except UnicodeEncodeError as error:
        raise Refused('bad_text', 'This holds half a character, which cannot be saved. Remove it.') from error
    if not state or size > STATE_BYTES:
        raise Refused(
            'too_large',
            'This holds {size} KiB, and a widget can hold {most}. Remove something from it.',
            size=size // 1024,
            most=STATE_BYTES // 1024,
        )


def _one_line(summary: str, name: str) -> str:
    """Return a summary without line breaks, cut where it is too long; a blank one is the widget's name."""
    line = ' '.join(summary.split()) or name
    short = line if len(line) <= SUMMARY_CHARACTERS else line[: SUMMARY_CHARACTERS - 1] + '…'
    return clean_text(short, limit=SUMMARY_CHARACTERS)
