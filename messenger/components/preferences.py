"""What members choose about how pages look and behave to them, in all of their tabs and devices."""

from enum import Enum

from nicegui.element import Element

from messenger.actions.reading import ReadingActions
from messenger.model.ids import MemberId
from messenger.model.quiet import ON
from messenger.store.store import Store


class Preference(Enum):
    """A choice that is off unless a member turns it on. The value is the key it is kept by."""

    COMPACT = 'compact'
    """Smaller pictures of people and less room between messages."""

    ENTER_MAKES_A_LINE = 'enter-makes-a-line'
    """Enter makes a new line, and Ctrl+Enter, or Cmd+Enter, sends."""

    OPENS_AT_THE_NEWEST = 'opens-at-the-newest'
    """A group opens at its newest message, not at the first unread one."""


def prefers(store: Store, member_id: MemberId, preference: Preference) -> bool:
    """Tell whether a member has turned something on."""
    return store.preference(member_id, preference.value) == ON


def prefer(reading: ReadingActions, member_id: MemberId, preference: Preference, *, is_on: bool) -> None:
    """Turn something on or off; the member's open pages follow. Raises NotFound."""
    reading.set_preference(member_id, preference.value, ON if is_on else '')


def mark_preferences(element: Element, store: Store, member_id: MemberId) -> None:
    """Tell the stylesheet, and the handlers in the browser, what a member chose, for all inside an element."""
    element.props['data-density'] = 'compact' if prefers(store, member_id, Preference.COMPACT) else 'roomy'
    element.props['data-enter'] = 'line' if prefers(store, member_id, Preference.ENTER_MAKES_A_LINE) else 'sends'
