"""The ids of files that were uploaded and not sent yet."""

import base64

import pytest

from messenger.actions.upload_ids import UPLOAD_ID_CHARACTERS, Upload, read, sign
from messenger.model.attachment import FILE_NAME_CHARACTERS, Sha256
from messenger.model.ids import GroupId, MemberId

KEY = b'k' * 32
UPLOAD = Upload(
    member_id=MemberId('alice2222222'),
    group_id=GroupId('watercooler2'),
    sha256=Sha256('ab' * 32),
    name='天' * FILE_NAME_CHARACTERS,
    media_type='application/octet-stream',
    size_bytes=2**40,
    width=50_000,
    height=50_000,
    uploaded_at=2**33,
)


def test_an_id_holds_what_it_stands_for_and_is_never_too_long():
    upload_id = sign(UPLOAD, KEY)
    assert read(upload_id, KEY) == UPLOAD
    assert len(upload_id) <= UPLOAD_ID_CHARACTERS


def test_what_was_changed_or_signed_by_another_is_not_believed():
    content, _, signature = sign(UPLOAD, KEY).partition('.')
    other = base64.urlsafe_b64encode(base64.urlsafe_b64decode(content + '==').replace(b'alice', b'carol')).decode()
    assert read(f'{other.rstrip("=")}.{signature}', KEY) is None
    assert read(f'{content}.{signature}', b'x' * 32) is None


@pytest.mark.parametrize('upload_id', ['', '.', 'a.b', 'ä.ö', '=.=', None, 7, {'a': 1}, 'x' * 5000, '!!!.!!!'])
def test_what_is_no_id_is_not_read(upload_id: object):
    assert read(upload_id, KEY) is None
