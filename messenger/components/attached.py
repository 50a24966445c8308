"""The files of a message as HTML: pictures and players in the row, everything else as a line to save it by."""

from html import escape

from messenger.media.kind import PLAYED
from messenger.model.attachment import Attachment
from messenger.model.ids import GroupId
from messenger.model.message import Message

ALONE = (400, 300)
"""The box a single picture is drawn in, in CSS pixels."""
AMONG = (260, 160)
"""The box for each of several pictures."""
LEAST = 44
"""The shorter side of what a finger must find."""

UNITS = ('bytes', 'KB', 'MB', 'GB')
ANY_ICON = 'draft'
ICONS = {'video': 'movie', 'audio': 'music_note', 'text': 'description', 'image': 'image'}
ICON_OF = {'application/pdf': 'picture_as_pdf', 'application/zip': 'folder_zip', 'application/gzip': 'folder_zip'}


def attached(message: Message) -> str:
    """Write the files of a message; nothing for none. Their places have their final size before anything loads."""
    if not message.attachments:
        return ''
    pictures = [each for each in message.attachments if each.is_picture]
    others = [each for each in message.attachments if not each.is_picture]
    box = ALONE if len(pictures) == 1 else AMONG
    shown = ''.join(_picture(message.group_id, each, box) for each in pictures)
    gallery = f'<div class="pictures">{shown}</div>' if shown else ''
    lines = ''.join(_file(message.group_id, each) for each in others)
    return f'<div class="files">{gallery}{lines}</div>'


def address_of(group_id: GroupId, attachment: Attachment) -> str:
    """Return where a file is served."""
    return f'/files/{group_id}/{attachment.id}'


def size_text(size_bytes: int) -> str:
    """Write a size for people.

    >>> size_text(1), size_text(2048), size_text(1_400_000)
    ('1 byte', '2 KB', '1.3 MB')
    """
    if size_bytes == 1:
        return '1 byte'
    size, unit = float(size_bytes), 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size, unit = size / 1024, unit + 1
    number = f'{size:.1f}'.removesuffix('.0') if unit > 1 and size < 10 else f'{size:.0f}'
    return f'{number} {UNITS[unit]}'


def icon_of(media_type: str) -> str:
    """Name the icon of a kind of file."""
    return ICON_OF.get(media_type) or ICONS.get(media_type.partition('/')[0], ANY_ICON)


def _picture(group_id: GroupId, picture: Attachment, box: tuple[int, int]) -> str:
    width, height = _fitted(picture.width or 1, picture.height or 1, box)
    return (
        f'<button type="button" class="picture" data-do="view {picture.id}" title="{escape(picture.name)}"'
        f' aria-label="Picture {escape(picture.name)}, open">'
        f'<img src="{address_of(group_id, picture)}/thumb" width="{width}" height="{height}" alt="" loading="lazy">'
        '</button>'
    )


def _fitted(width: int, height: int, box: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, box[0] / width, box[1] / height)
    return max(LEAST, round(width * scale)), max(LEAST, round(height * scale))


def _file(group_id: GroupId, file: Attachment) -> str:
    kind = file.media_type.partition('/')[0]
    player = _player(group_id, file, kind) if file.media_type in PLAYED else ''
    return f'<div class="file {kind}">{player}{_line(group_id, file)}</div>'


def _player(group_id: GroupId, file: Attachment, kind: str) -> str:
    # A film's first picture says what it is; of a sound there is nothing to see before it is played.
    preload = 'metadata' if kind == 'video' else 'none'
    return (
        f'<{kind} controls preload="{preload}" src="{address_of(group_id, file)}"'
        f' aria-label="{escape(file.name)}"></{kind}>'
    )


def _line(group_id: GroupId, file: Attachment) -> str:
    size = size_text(file.size_bytes)
    return (
        f'<a class="download" href="{address_of(group_id, file)}" download="{escape(file.name)}"'
        f' data-icon="{icon_of(file.media_type)}" aria-label="Download {escape(file.name)}, {size}">'
        f'<bdi class="name">{escape(file.name)}</bdi><span class="size">{size}</span></a>'
    )
