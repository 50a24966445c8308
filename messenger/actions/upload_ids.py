"""The id of a file that was uploaded and not sent yet: it holds what it stands for, signed.

So it outlives a restart, needs no table, and is good only for whom and where it was made.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import NewType

from messenger.model.attachment import Sha256
from messenger.model.ids import GroupId, MemberId

UploadId = NewType('UploadId', str)

UPLOAD_ID_CHARACTERS = 2000
_PURPOSE = b'upload\0'
"""Keeps a signature from standing for anything else that is signed with the same key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that is here, whose it is, where it may be sent, and when it came (Unix time, seconds)."""

    member_id: MemberId
    group_id: GroupId
    sha256: Sha256
    name: str
    media_type: str
    size_bytes: int
    width: int | None = None
    height: int | None = None
    uploaded_at: int


def sign(upload: Upload, key: bytes) -> UploadId:
    """Write an upload as an id."""
    fields = [getattr(upload, name) for name in Upload.__slots__]
    content = json.dumps(fields, ensure_ascii=False, separators=(',', ':')).encode()
    return UploadId(f'{_text(content)}.{_text(_signature(content, key))}')


def read(upload_id: object, key: bytes) -> Upload | None:
    """Return what an id stands for, None for what this server did not sign."""
    if not isinstance(upload_id, str) or len(upload_id) > UPLOAD_ID_CHARACTERS or not upload_id.isascii():
        return None
    content_text, _, signature_text = upload_id.partition('.')
    try:
        content, signature = _bytes(content_text), _bytes(signature_text)
    except ValueError:
        return None
    if not hmac.compare_digest(signature, _signature(content, key)):
        return None
    return Upload(**dict(zip(Upload.__slots__, json.loads(content), strict=True)))


def _signature(content: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + content, hashlib.sha256)


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b'=').decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
