"""The identifiers of members, groups, messages and requests."""

import base64
import hashlib
import re
import secrets
import uuid
from typing import NamedTuple, NewType

MemberId = NewType('MemberId', str)
"""Twelve characters of a-z and 2-7; safe in an address and in a CSS class."""

GroupId = NewType('GroupId', str)
"""Same form as a member's id; stands in ``/groups/<id>``."""

StreamId = NewType('StreamId', str)
"""A numbered sequence of changes: a group's id, or `SITE`."""

RequestId = NewType('RequestId', str)
"""A random UUID made by whoever asks, so that asking twice does a thing once."""

Ordinal = NewType('Ordinal', int)
"""The place of a message in its group: 1, 2, 3, … without gaps."""

NO_THREAD = Ordinal(0)
"""Where the ordinal of what a thread hangs below is expected: the group's own log."""


class LogId(NamedTuple):
    """A group's own log, or one of its threads."""

    group_id: GroupId
    thread: Ordinal = NO_THREAD


SYSTEM = MemberId('')
"""The author of what nobody in particular did, such as the lobby's first notice."""

SITE = StreamId('site')
"""The stream of what belongs to no group: members and their names."""

ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
ID_LENGTH = 12

_ID = re.compile(f'[{ID_ALPHABET}]{{{ID_LENGTH}}}')
_REQUEST_ID = re.compile('[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')


def new_id() -> str:
    """Make an identifier of 60 random bits that cannot be guessed or collide in practice."""
    return ''.join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


def derived_id(words: str) -> str:
    """Make the identifier that belongs to these words: the same for the same words, wherever it is made."""
    return base64.b32encode(hashlib.sha256(words.encode()).digest()).decode().lower()[:ID_LENGTH]


def is_id(value: object) -> bool:
    """Tell whether a value from outside has the form of an identifier."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def new_request_id() -> RequestId:
    """Make the id of a request that no page made, such as an operator's command."""
    return RequestId(str(uuid.uuid4()))


def keyed_request_id(asker: str, key: str) -> RequestId:
    """Make the id of a request that another program gave a key of its own: the same for the same key of one asker.

    Without a key it is a new one.
    """
    return RequestId(str(uuid.uuid5(uuid.NAMESPACE_URL, f'{asker} {key}'))) if key else new_request_id()


def is_request_id(value: object) -> bool:
    """Tell whether a value from outside is a UUID as a page writes it."""
    return isinstance(value, str) and _REQUEST_ID.fullmatch(value) is not None
