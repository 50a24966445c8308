"""Being told no, with the reason."""


class Refused(Exception):  # noqa: N818 - the house word; it is an answer, not a defect
    """A member's request was declined.

    `reason` is a sentence for the person: what happened, why, and what to do.
    `code` is a stable word for logs, tests and the API.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class NotFound(Refused):
    """The thing does not exist or the member may not know that it does: both answer alike."""

    def __init__(self, what: str) -> None:
        super().__init__('not_found', f'This {what} does not exist, or you are not a member.')


class Unavailable(Refused):
    """The journal cannot write just now; nothing was accepted and repeating is right, in some `seconds`."""

    seconds = 5

    def __init__(self, reason: str = 'Not saved: the server cannot write just now. Try again in a moment.') -> None:
        super().__init__('unavailable', reason)


class TooFast(Refused):
    """A member asks more often than is allowed; `seconds` from now it is allowed again."""

    def __init__(self, reason: str, seconds: int) -> None:
        super().__init__('too_fast', reason)
        self.seconds = seconds


class NameTaken(Refused):
    """Somebody or something else goes by this name, or by one that looks like it.

    `suggestion` is a free name near it.
    """

    def __init__(self, reason: str, suggestion: str) -> None:
        super().__init__('name_taken', reason)
        self.suggestion = suggestion


def unreadable() -> Unavailable:
    """Say that what is there cannot be read just now."""
    return Unavailable('The server cannot read this just now. Try again in a moment.')


def no_such_thread() -> Refused:
    """Say that the message below which a thread hangs is not there (any more)."""
    return Refused(
        'no_such_thread',
        'The message that this thread belongs to was deleted, which ends the thread. Write in the group instead.',
    )


def nothing_to_reply_to() -> Refused:
    """Say that there is nothing (any more) to reply to."""
    return Refused(
        'nothing_to_reply_to',
        'The message that this replies to was deleted. Send it without, or reply to another.',
    )
