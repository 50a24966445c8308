"""What a member does or does not want to hear: the keys of the preferences that say so."""

from messenger.model.ids import GroupId, MemberId

ON = '1'
"""The value of such a preference while it holds; empty when it was taken back."""

BLOCKED = 'block.'


def block_key(member_id: MemberId) -> str:
    """Return the key under which a member keeps that another one is blocked."""
    return f'{BLOCKED}{member_id}'


def mute_key(group_id: GroupId) -> str:
    """Return the key under which a member keeps that a group is muted."""
    return f'mute.{group_id}'


def all_key(group_id: GroupId) -> str:
    """Return the key under which a member keeps a wish to be told of everything in a group."""
    return f'all.{group_id}'
