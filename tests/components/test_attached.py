"""The files of a message as HTML."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from messenger.components.attached import attached, size_text
from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Message
from tests.components.filled import as_read

PICTURE = Attachment(
    id=AttachmentId('cat222222222'),
    sha256=Sha256('ab' * 32),
    name='<cat>.png',
    media_type='image/png',
    size_bytes=2048,
    width=1600,
    height=1000,
)
FILE = replace(PICTURE, id=AttachmentId('file22222222'), width=None, height=None)


def shown(*files: Attachment) -> str:
    """What stands in the row."""
    return attached(
        Message(
            group_id=GroupId('watercoolerx'),
            ordinal=Ordinal(7),
            author_id=MemberId('alice2222222'),
            text='',
            attachments=files,
            sent_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )


def kind(media_type: str) -> str:
    """What stands in the row of a file of this type."""
    return shown(replace(FILE, media_type=media_type))


def test_without_files_there_is_nothing() -> None:
    assert shown() == ''


def test_a_picture_has_its_place_before_it_loads() -> None:
    html = shown(PICTURE)
    assert 'width="400" height="250"' in html
    assert 'src="/files/watercoolerx/cat222222222/thumb"' in html


def test_several_pictures_are_smaller() -> None:
    assert shown(PICTURE, replace(PICTURE, width=100, height=100)).count('height="160"') == 1
    assert 'width="100" height="100"' in shown(PICTURE, replace(PICTURE, width=100, height=100))


def test_the_thinnest_picture_can_be_found_by_a_finger() -> None:
    assert 'width="44" height="300"' in shown(replace(PICTURE, width=2, height=3000))


def test_a_name_is_text_and_never_markup() -> None:
    for html in (shown(PICTURE), shown(FILE), kind('video/mp4')):
        assert '<cat>' not in html
        assert '&lt;cat&gt;.png' in html


def test_sound_and_films_are_played_in_the_row_and_load_little() -> None:
    assert re.search(r'<audio controls preload="none" src="[^"]+" aria-label="[^"]+">', kind('audio/mpeg'))
    assert re.search(r'<video controls preload="metadata" src="[^"]+" aria-label="[^"]+">', kind('video/mp4'))


def test_anything_else_is_saved_by_a_link_that_says_how_large_it_is() -> None:
    for media_type in ('application/pdf', 'text/plain', 'application/octet-stream', 'image/svg+xml'):
        html = kind(media_type)
        assert re.search(r'<a class="download" href="/files/watercoolerx/file22222222" download="[^"]+"', html)
        assert 'aria-label="Download &lt;cat&gt;.png, 2 KB"' in as_read(html)
        assert '<img' not in html


def test_a_document_shows_its_first_page_above_the_link() -> None:
    plan = replace(FILE, name='plan.pdf', media_type='application/pdf', width=533, height=800)
    html = as_read(shown(plan))
    assert '<img src="/files/watercoolerx/file22222222/thumb" width="160" height="240"' in html
    assert 'data-do="view file22222222" title="plan.pdf" aria-label="First page of plan.pdf, open"' in html
    assert html.index('/thumb') < html.index('class="download"')


def test_a_text_can_be_shown_and_nothing_else_without_a_picture() -> None:
    button = '<button type="button" class="show" data-do="view file22222222">Show the text</button>'
    assert button in as_read(kind('text/plain'))
    for media_type in ('application/pdf', 'application/zip', 'audio/mpeg'):
        assert 'data-do' not in kind(media_type)


def test_sizes_are_written_for_people() -> None:
    assert [size_text(size, 'en') for size in (1, 999, 1024, 1_500_000, 31 * 1024**2, 5 * 1024**3)] == [
        '1 byte',
        '999 bytes',
        '1 KB',
        '1.4 MB',
        '31 MB',
        '5 GB',
    ]
