"""The parts of facts and rows that are kept as JSON."""

import dataclasses
import json
from datetime import datetime
from typing import Any

from messenger.model.attachment import Attachment
from messenger.model.link_preview import LinkPreview
from messenger.model.message import Mention, Widget
from messenger.model.status import Status

Columns = dict[str, Any]


def widget_shape(widget: Widget) -> Columns:
    """Return what a widget is, but for its state, which has a column of its own to be blanked in."""
    return {'name': widget.name, 'version': widget.version, 'revision': widget.revision}


def widget_from(shape: Columns, state: str) -> Widget:
    """Return a widget with its state."""
    return Widget(**shape, state=state)


def status_fields(status: Status) -> Columns:
    """Return what a status is."""
    end = status.clear_at.isoformat() if status.clear_at else None
    return {'emoji': status.emoji, 'text': status.text, 'clear_at': end}


def status_from(fields: Columns) -> Status:
    """Read what `status_fields` returned."""
    end = fields['clear_at']
    return Status(emoji=fields['emoji'], text=fields['text'], clear_at=datetime.fromisoformat(end) if end else None)


def mentions_json(mentions: tuple[Mention, ...]) -> str:
    """Write mentions as pairs; none as nothing, as most messages have none."""
    if not mentions:
        return ''
    return json.dumps([[mention.member_id, mention.name] for mention in mentions], ensure_ascii=False)


def mentions_from(text: str) -> tuple[Mention, ...]:
    """Read what `mentions_json` wrote."""
    if not text:
        return ()
    return tuple(Mention(member_id=member_id, name=name) for member_id, name in json.loads(text))


def previews_json(previews: tuple[LinkPreview, ...] | None) -> str:
    """Write previews with the names of their fields; where nobody has looked, as nothing."""
    if previews is None:
        return ''
    return json.dumps([dataclasses.asdict(each) for each in previews], ensure_ascii=False)


def previews_from(text: str) -> tuple[LinkPreview, ...] | None:
    """Read what `previews_json` wrote."""
    return tuple(LinkPreview(**fields) for fields in json.loads(text)) if text else None


def attachments_json(attachments: tuple[Attachment, ...]) -> str:
    """Write attachments with the names of their fields; none as nothing."""
    if not attachments:
        return ''
    return json.dumps([dataclasses.asdict(each) for each in attachments], ensure_ascii=False)


def attachments_from(text: str) -> tuple[Attachment, ...]:
    """Read what `attachments_json` wrote."""
    if not text:
        return ()
    return tuple(Attachment(**fields) for fields in json.loads(text))
