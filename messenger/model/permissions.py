"""Who may do what: one table, from which every action decides. What is not in it is not allowed."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from messenger.model.membership import Role


class Standing(StrEnum):
    """What somebody is to the thing asked about; a person has one or several at once."""

    ANONYMOUS = 'anonymous'
    """Not signed in, or signed out a moment ago."""
    NON_MEMBER = 'non-member'
    """Signed in and not in the group, or removed a moment ago. In matters of no group: signed in."""
    MEMBER = 'member'
    PEER = 'peer'
    """Belongs to a direct group, whose members and name are fixed."""
    AUTHOR = 'author'
    """Wrote the message, and is still in the group."""
    MODERATOR = 'moderator'
    OWNER = 'owner'
    ADMINISTRATOR = 'administrator'
    """Of the site. It opens no group: who is in none of its roles reads and changes nothing there."""
    SELF = 'self'
    """The member that the action is about."""


class Action(StrEnum):
    """Everything a member can ask for; the value is the name of the method that does it.

    Where the target matters there is a row for each kind of target.
    """

    REGISTER = 'register'
    RENAME = 'rename'
    SET_PICTURE = 'set_picture'
    REMOVE_PICTURE = 'remove_picture'
    READ_PICTURE = 'read_picture'
    SET_STATUS = 'set_status'
    SET_PREFERENCE = 'set_preference'
    CREATE_GROUP = 'create_group'
    JOIN = 'join'
    JOIN_PRIVATE = 'join_private'
    ACCEPT = 'accept'
    READ_MESSAGES = 'read_messages'
    READ_MESSAGE = 'read_message'
    READ_REVISIONS = 'read_revisions'
    READ_REPLIES = 'read_replies'
    READ_THREAD = 'read_thread'
    LIST_THREADS = 'list_threads'
    READ_CHANGES = 'read_changes'
    SEEN_BY = 'seen_by'
    LAST_OWN_MESSAGE = 'last_own_message'
    SEARCH = 'search'
    LIST_MENTIONS = 'list_mentions'
    FIND_DAY = 'find_day'
    SEND_MESSAGE = 'send_message'
    UPLOAD = 'upload'
    READ_ATTACHMENT = 'read_attachment'
    EDIT_MESSAGE = 'edit_message'
    DELETE_MESSAGE = 'delete_message'
    MENTION_ALL = 'mention_all'
    MENTION_ALL_IN_LARGE = 'mention_all_in_large'
    REMOVE_PREVIEWS = 'remove_previews'
    READ_PREVIEW = 'read_preview'
    REACT = 'react'
    PIN_MESSAGE = 'pin_message'
    UNPIN_MESSAGE = 'unpin_message'
    LIST_PINS = 'list_pins'
    POST_WIDGET = 'post_widget'
    CHANGE_WIDGET = 'change_widget'
    MARK_READ = 'mark_read'
    MARK_UNREAD = 'mark_unread'
    MARK_THREAD_READ = 'mark_thread_read'
    SAVE_MESSAGE = 'save_message'
    UNSAVE_MESSAGE = 'unsave_message'
    LIST_SAVED = 'list_saved'
    SAVE_DRAFT = 'save_draft'
    TYPES = 'types'
    LEAVE = 'leave'
    INVITE = 'invite'
    INVITE_TO_PRIVATE = 'invite_to_private'
    MAKE_LINK = 'make_link'
    MAKE_LINK_TO_PRIVATE = 'make_link_to_private'
    REMOVE = 'remove'
    REMOVE_MODERATOR = 'remove_moderator'
    REMOVE_OWNER = 'remove_owner'
    SET_ROLE = 'set_role'
    RENAME_GROUP = 'rename_group'
    SET_CALLERS = 'set_callers'
    DELETE_GROUP = 'delete_group'
    OPEN_DIRECT = 'open_direct'
    BLOCK = 'block'
    UNBLOCK = 'unblock'
    MUTE = 'mute'
    UNMUTE = 'unmute'
    BE_TOLD_OF_ALL = 'be_told_of_all'
    LIST_INCOMING = 'list_incoming'
    ADD_INCOMING = 'add_incoming'
    REMOVE_INCOMING = 'remove_incoming'
    LIST_OUTGOING = 'list_outgoing'
    ADD_OUTGOING = 'add_outgoing'
    REMOVE_OUTGOING = 'remove_outgoing'
    LIST_BOTS = 'list_bots'
    ADD_BOT = 'add_bot'
    REMOVE_BOT = 'remove_bot'
    SWITCH_EXTENSION = 'switch_extension'


_NOBODY: frozenset[Standing] = frozenset()
_JOINED = frozenset({Standing.MEMBER, Standing.MODERATOR, Standing.OWNER})
_INSIDERS = _JOINED | {Standing.PEER}
_SIGNED_IN = _INSIDERS | {Standing.NON_MEMBER}
_KEEPERS = frozenset({Standing.MODERATOR, Standing.OWNER})
_OWNERS = frozenset({Standing.OWNER})

PERMISSIONS: Mapping[Action, frozenset[Standing]] = MappingProxyType(
    {
        Action.REGISTER: frozenset({Standing.ANONYMOUS}),
        Action.RENAME: frozenset({Standing.SELF, Standing.ADMINISTRATOR}),
        Action.SET_PICTURE: _SIGNED_IN,
        Action.REMOVE_PICTURE: frozenset({Standing.SELF, Standing.ADMINISTRATOR}),
        Action.READ_PICTURE: _SIGNED_IN,
        Action.SET_STATUS: _SIGNED_IN,
        Action.SET_PREFERENCE: _SIGNED_IN,
        Action.CREATE_GROUP: _SIGNED_IN,
        Action.JOIN: frozenset({Standing.NON_MEMBER}),
        Action.JOIN_PRIVATE: _NOBODY,
        Action.ACCEPT: _SIGNED_IN,
        Action.READ_MESSAGES: _INSIDERS,
        Action.READ_MESSAGE: _INSIDERS,
        Action.READ_REVISIONS: _INSIDERS,
        Action.READ_REPLIES: _INSIDERS,
        Action.READ_THREAD: _INSIDERS,
        Action.LIST_THREADS: _INSIDERS,
        Action.READ_CHANGES: _INSIDERS,
        Action.SEEN_BY: frozenset({Standing.AUTHOR}),
        Action.LAST_OWN_MESSAGE: _INSIDERS,
        Action.SEARCH: _SIGNED_IN,
        Action.LIST_MENTIONS: _SIGNED_IN,
        Action.FIND_DAY: _INSIDERS,
        Action.SEND_MESSAGE: _INSIDERS,
        Action.UPLOAD: _INSIDERS,
        Action.READ_ATTACHMENT: _INSIDERS,
        Action.EDIT_MESSAGE: frozenset({Standing.AUTHOR}),
        Action.DELETE_MESSAGE: _KEEPERS | {Standing.AUTHOR},
        Action.MENTION_ALL: _INSIDERS,
        Action.MENTION_ALL_IN_LARGE: _KEEPERS,
        Action.REMOVE_PREVIEWS: _KEEPERS | {Standing.AUTHOR},
        Action.READ_PREVIEW: _INSIDERS,
        Action.REACT: _INSIDERS,
        Action.PIN_MESSAGE: _KEEPERS | {Standing.PEER},
        Action.UNPIN_MESSAGE: _KEEPERS | {Standing.PEER},
        Action.LIST_PINS: _INSIDERS,
        Action.POST_WIDGET: _INSIDERS,
        Action.CHANGE_WIDGET: _INSIDERS,
        Action.MARK_READ: _INSIDERS,
        Action.MARK_UNREAD: _INSIDERS,
        Action.MARK_THREAD_READ: _INSIDERS,
        Action.SAVE_MESSAGE: _INSIDERS,
        Action.UNSAVE_MESSAGE: _SIGNED_IN,
        Action.LIST_SAVED: _SIGNED_IN,
        Action.SAVE_DRAFT: _INSIDERS,
        Action.TYPES: _INSIDERS,
        Action.LEAVE: _JOINED,
        Action.INVITE: _JOINED,
        Action.INVITE_TO_PRIVATE: _KEEPERS,
        Action.MAKE_LINK: _JOINED,
        Action.MAKE_LINK_TO_PRIVATE: _KEEPERS,
        Action.REMOVE: _KEEPERS,
        Action.REMOVE_MODERATOR: _OWNERS,
        Action.REMOVE_OWNER: _OWNERS,
        Action.SET_ROLE: _OWNERS,
        Action.RENAME_GROUP: _OWNERS,
        Action.SET_CALLERS: _OWNERS,
        Action.DELETE_GROUP: _OWNERS,
        Action.OPEN_DIRECT: _SIGNED_IN,
        Action.BLOCK: _SIGNED_IN,
        Action.UNBLOCK: _SIGNED_IN,
        Action.MUTE: _INSIDERS,
        Action.UNMUTE: _INSIDERS,
        Action.BE_TOLD_OF_ALL: _INSIDERS,
        Action.LIST_INCOMING: _KEEPERS,
        Action.ADD_INCOMING: _KEEPERS,
        Action.REMOVE_INCOMING: _KEEPERS,
        Action.LIST_OUTGOING: _KEEPERS,
        Action.ADD_OUTGOING: _KEEPERS,
        Action.REMOVE_OUTGOING: _KEEPERS,
        Action.LIST_BOTS: _KEEPERS,
        Action.ADD_BOT: _KEEPERS,
        Action.REMOVE_BOT: _KEEPERS,
        Action.SWITCH_EXTENSION: frozenset({Standing.ADMINISTRATOR}),
    }
)

REMOVALS: Mapping[Role, Action] = MappingProxyType(
    {
        Role.PEER: Action.REMOVE,
        Role.MEMBER: Action.REMOVE,
        Role.MODERATOR: Action.REMOVE_MODERATOR,
        Role.OWNER: Action.REMOVE_OWNER,
    }
)
"""What removing somebody else of a role is."""

_STANDINGS: Mapping[Role, Standing] = MappingProxyType({role: Standing(role.value) for role in Role})


def is_allowed(action: Action, standings: Iterable[Standing]) -> bool:
    """Tell whether somebody of these standings may do it; what has no row nobody may."""
    return not PERMISSIONS.get(action, _NOBODY).isdisjoint(standings)


def standing_of(role: Role | None) -> Standing:
    """Return what a role in a group makes of a signed-in member; None is no membership."""
    return Standing.NON_MEMBER if role is None else _STANDINGS[role]
