"""What a page sends with a text: a stranger's word, which is taken only as far as it has a meaning."""

from messenger.actions.enclosed import Enclosed
from messenger.actions.upload_ids import UploadId
from messenger.model.ids import Ordinal


def enclosed_in(rest: list[object]) -> Enclosed:
    """Return what a page sends with a text, which pages of an earlier version do not."""
    ids, reply_to, thread, is_in_group_too = (*rest, None, None, None, None)[:4]
    return Enclosed(
        uploads=tuple(UploadId(each) for each in ids if isinstance(each, str)) if isinstance(ids, list) else (),
        reply_to=_ordinal(reply_to),
        thread=_ordinal(thread),
        is_in_group_too=is_in_group_too is True,
    )


def _ordinal(told: object) -> Ordinal | None:
    return Ordinal(told) if isinstance(told, int) and told else None
