"""The files of a message as HTML: pictures and players in the row, everything else as a line to save it by."""

from collections.abc import Sequence
from html import escape

from messenger.languages import marked, translate
from messenger.media.kind import PLAYED, TEXT
from messenger.model.attachment import Attachment, noun_of
from messenger.model.ids import GroupId
from messenger.model.message import Message
from messenger.words import word, words

ALONE = (400, 300)
"""The box a single picture is drawn in, in CSS pixels."""
AMONG = (260, 160)
"""The box for each of several pictures."""
PAGE = (240, 240)
"""The box for the first page of a document."""
LEAST = 44
"""The shorter side of what a finger must find."""

ONE_BYTE = marked('{number} byte')
UNITS = (marked('{number} bytes'), marked('{number} KB'), marked('{number} MB'), marked('{number} GB'))
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


def summary_word(attachments: Sequence[Attachment]) -> str:
    """Stand, as HTML, for what came with a message where its files are not shown; empty for nothing."""
    match attachments:
        case []:
            return ''
        case [one]:
            noun = noun_of(one)
            return word(noun) if noun else escape(one.name)
    if all(each.is_picture for each in attachments):
        return words('{count} picture', '{count} pictures', len(attachments))
    return words('{count} file', '{count} files', len(attachments))


def address_of(group_id: GroupId, attachment: Attachment) -> str:
    """Return where a file is served."""
    return f'/files/{group_id}/{attachment.id}'


def size_text(size_bytes: int, language: str) -> str:
    """Write a size for people.

    >>> size_text(1, 'en'), size_text(2048, 'en'), size_text(1_400_000, 'de')
    ('1 byte', '2 KB', '1,3 MB')
    """
    text, number = _size(size_bytes)
    return translate(language, text, number=number)


def icon_of(media_type: str) -> str:
    """Name the icon of a kind of file."""
    return ICON_OF.get(media_type) or ICONS.get(media_type.partition('/')[0], ANY_ICON)


def _picture(group_id: GroupId, picture: Attachment, box: tuple[int, int]) -> str:
    return _thumbnail(group_id, picture, box, word('Picture {file}, open', file=picture.name))


def _page(group_id: GroupId, file: Attachment) -> str:
    return _thumbnail(group_id, file, PAGE, word('First page of {file}, open', file=file.name))


def _thumbnail(group_id: GroupId, file: Attachment, box: tuple[int, int], label: str) -> str:
    width, height = _fitted(file.width or 1, file.height or 1, box)
    return (
        f'<button type="button" class="picture" data-do="view {file.id}" title="{escape(file.name)}"'
        f' aria-label="{label}">'
        f'<img src="{address_of(group_id, file)}/thumb" width="{width}" height="{height}" alt="" loading="lazy">'
        '</button>'
    )


def _show(file: Attachment) -> str:
    return f'<button type="button" class="show" data-do="view {file.id}">{word("Show the text")}</button>'


def _fitted(width: int, height: int, box: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, box[0] / width, box[1] / height)
    return max(LEAST, round(width * scale)), max(LEAST, round(height * scale))


def _file(group_id: GroupId, file: Attachment) -> str:
    kind = file.media_type.partition('/')[0]
    player = _player(group_id, file, kind) if file.media_type in PLAYED else ''
    page = _page(group_id, file) if file.has_thumbnail else ''
    show = _show(file) if file.media_type == TEXT else ''
    return f'<div class="file {kind}">{player}{page}{_line(group_id, file)}{show}</div>'


def _player(group_id: GroupId, file: Attachment, kind: str) -> str:
    # A film's first picture says what it is; of a sound there is nothing to see before it is played.
    preload = 'metadata' if kind == 'video' else 'none'
    return (
        f'<{kind} controls preload="{preload}" src="{address_of(group_id, file)}"'
        f' aria-label="{escape(file.name)}"></{kind}>'
    )


def _line(group_id: GroupId, file: Attachment) -> str:
    text, number = _size(file.size_bytes)
    size = word(text, number=number)
    name = word('Download {file}, {size}', file=file.name, size=size)
    return (
        f'<a class="download" href="{address_of(group_id, file)}" download="{escape(file.name)}"'
        f' data-icon="{icon_of(file.media_type)}" aria-label="{name}">'
        f'<bdi class="name">{escape(file.name)}</bdi><span class="size">{size}</span></a>'
    )


def _size(size_bytes: int) -> tuple[str, float]:
    """Return the text of a size, and the number in it."""
    if size_bytes == 1:
        return ONE_BYTE, 1
    size, unit = float(size_bytes), 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return UNITS[unit], round(size, 1) if unit > 1 and size < 10 else round(size)
