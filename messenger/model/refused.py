"""Being told no, with the reason."""

from messenger.languages import DEFAULT, marked, translate


class Refused(Exception):  # noqa: N818 - the house word; it is an answer, not a defect
    """A member's request was declined.

    `code` is a stable word for logs, tests and the API. `reason` is a sentence for the person: what happened, why, and
    what to do, with `{name}` for each of the `values`, such as
    ``Refused('too_many', 'A group has at most {most} of these.', most=50)``. It is kept in English, for logs, tests and
    the API; people are told what `said` returns.
    """

    def __init__(self, code: str, reason: str, /, **values: object) -> None:
        self.code = code
        self.template = reason
        self.values = values
        self.reason = self.said(DEFAULT)
        super().__init__(self.reason)

    def said(self, language: str) -> str:
        """Return the reason in a language, such as ``de``."""
        return translate(language, self.template, **self.values)


class NotFound(Refused):
    """The thing does not exist or the member may not know that it does: both answer alike."""

    def __init__(self, what: str) -> None:
        super().__init__('not_found', _NOT_FOUND[what])


class Unavailable(Refused):
    """The journal cannot write just now; nothing was accepted and repeating is right, in some `seconds`."""

    seconds = 5

    def __init__(
        self, reason: str = marked('Not saved: the server cannot write just now. Try again in a moment.')
    ) -> None:
        super().__init__('unavailable', reason)


class TooFast(Refused):
    """A member asks more often than is allowed; `seconds` from now it is allowed again."""

    def __init__(self, reason: str, seconds: int, /, **values: object) -> None:
        super().__init__('too_fast', reason, **values)
        self.seconds = seconds


class NameTaken(Refused):
    """Somebody or something else goes by this name, or by one that looks like it.

    `suggestion` is a free name near it.
    """

    def __init__(self, reason: str, suggestion: str, /, **values: object) -> None:
        super().__init__('name_taken', reason, **values)
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


_NOT_FOUND = {
    'bot': marked('This bot does not exist, or you are not a member.'),
    'file': marked('This file does not exist, or you are not a member.'),
    'group': marked('This group does not exist, or you are not a member.'),
    'member': marked('This member does not exist, or you are not a member.'),
    'message': marked('This message does not exist, or you are not a member.'),
    'picture': marked('This picture does not exist, or you are not a member.'),
    'thread': marked('This thread does not exist, or you are not a member.'),
    'webhook': marked('This webhook does not exist, or you are not a member.'),
}
"""A sentence for each thing, since languages bend the words around it."""
