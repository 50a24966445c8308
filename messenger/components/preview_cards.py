"""What a message shows of the pages that it links to: a card each, the same for everyone."""

from html import escape

from messenger.model.link_preview import LinkPreview
from messenger.model.message import Message
from messenger.rendering.address import safe_address


def preview_cards(message: Message) -> str:
    """Write the cards below a message; nothing where there is nothing to show."""
    return ''.join(_card(message, each) for each in message.previews or () if safe_address(each.url) is not None)


def _card(message: Message, preview: LinkPreview) -> str:
    picture = ''
    if preview.picture_id is not None:
        source = f'/files/{message.group_id}/{preview.picture_id}/preview'
        picture = f'<img src="{source}" alt="" width="72" height="72" loading="lazy" draggable="false">'
    description = f'<span class="description" dir="auto">{escape(preview.description)}</span>'
    return (
        f'<a class="preview" href="{escape(preview.url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f'<span class="words"><span class="second" dir="auto">{escape(preview.site)}</span>'
        f'<strong dir="auto">{escape(preview.title)}</strong>'
        f'{description if preview.description else ""}</span>{picture}</a>'
    )
