"""What goes with a text, and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from messenger.actions.history import History
from messenger.actions.upload_ids import UploadId
from messenger.languages import Sentence, plural_sentence
from messenger.model.ids import GroupId, Ordinal
from messenger.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """What goes with a text."""

    uploads: Sequence[UploadId] = ()
    """The ids that the member got for files uploaded to this group; with some, the text may be blank."""
    reply_to: Ordinal | None = None
    """The ordinal of the message of this group that it replies to."""
    via: str = ''
    """The name of the extension or webhook that wrote the text for the member."""
    thread: Ordinal | None = None
    """The ordinal of the message of this group below which the thread hangs that it belongs to."""
    is_in_group_too: bool = False
    """Whether a message of a thread is to stand in the group's own log, too."""


NOTHING = Enclosed()


async def hold_others(history: History, group_id: GroupId, enclosed: Enclosed) -> Message | None:
    """Let the store hold what is replied to, and return what the thread hangs below, if it is for one.

    Raises Refused ``nothing_to_reply_to``, ``no_such_thread``.
    """
    if enclosed.reply_to is not None:
        await history.hold_original(group_id, enclosed.reply_to)
    return None if enclosed.thread is None else await history.hold_root(group_id, enclosed.thread)


def too_many_files(most: int) -> Sentence:
    """Say how many files a message can hold."""
    return plural_sentence(
        'One message can hold {count} file. Send the others in the next one.',
        'One message can hold {count} files. Send the others in the next one.',
        most,
    )
