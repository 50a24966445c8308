"""What a file is by its first bytes."""

import pytest

from messenger.media.kind import BEGINNING_BYTES, is_shown_inline, may_be_picture, media_type_of
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from tests.files import MP4, PAGE, PDF, SVG, WAV, picture


@pytest.mark.parametrize(
    ('content', 'media_type'),
    [
        (PDF, 'application/pdf'),
        (b'PK\x03\x04rest', 'application/zip'),
        (MP4, 'video/mp4'),
        (b'\x00\x00\x00\x20ftypM4A rest', 'audio/mp4'),
        (b'\x00\x00\x00\x20ftypheicrest', 'application/octet-stream'),
        (WAV, 'audio/wav'),
        (b'ID3\x04rest', 'audio/mpeg'),
        (b'\xff\xfb\x90\x00', 'audio/mpeg'),
        (b'plain words', 'text/plain'),
        ('Grüße, 天气'.encode(), 'text/plain'),
        (b'\x7fELF\x02\x01\x01\x00', 'application/octet-stream'),
        (b'caf\xe9', 'application/octet-stream'),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, media_type: str):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize('markup', [PAGE, SVG, b'<?xml version="1.0"?><html/>'])
def test_markup_is_nothing_but_text(markup: bytes):
    assert media_type_of(markup) == 'text/plain'


def test_a_text_whose_last_letter_is_cut_is_a_text():
    text = ('x' * (BEGINNING_BYTES - 1) + 'é').encode()[:BEGINNING_BYTES]
    assert media_type_of(text) == 'text/plain'


@pytest.mark.parametrize(
    ('media_type', 'is_inline'),
    [('text/plain', True), ('video/mp4', True), ('application/pdf', False), ('application/zip', False)],
)
def test_only_what_runs_nothing_is_shown_by_itself(media_type: str, is_inline: bool):
    file = Attachment(id=AttachmentId('a'), sha256=Sha256('b'), name='f', media_type=media_type, size_bytes=1)
    assert is_shown_inline(file) is is_inline


@pytest.mark.parametrize('kind', ['PNG', 'JPEG', 'GIF', 'WEBP'])
def test_what_may_be_a_picture_is_known_by_its_beginning(kind: str):
    assert may_be_picture(picture(kind=kind)[:16])


@pytest.mark.parametrize('content', [b'', PDF, MP4, WAV, PAGE, SVG])
def test_what_is_no_picture_is_not_read_whole(content: bytes):
    assert not may_be_picture(content)
