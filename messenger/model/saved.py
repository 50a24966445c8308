"""Messages that a member keeps for later: the keys of the preferences that say so."""

from messenger.model.ids import GroupId, Ordinal, is_id

SAVED = 'saved.'

SavedPlace = tuple[GroupId, Ordinal]
"""Where a saved message stands."""


def saved_key(group_id: GroupId, ordinal: Ordinal) -> str:
    """Return the key under which a member keeps that a message is saved; its value is the second when it was."""
    return f'{SAVED}{group_id}.{ordinal}'


def saved_place(key: str) -> SavedPlace | None:
    """Return which message a key is about, None for a key of something else.

    >>> saved_place('saved.aaaaaaaaaaaa.7'), saved_place('theme')
    (('aaaaaaaaaaaa', 7), None)
    """
    group_id, _, ordinal = key.removeprefix(SAVED).partition('.')
    if not key.startswith(SAVED) or not is_id(group_id) or not ordinal.isdecimal():
        return None
    return GroupId(group_id), Ordinal(int(ordinal))
