"""Why another server gave no answer."""


class NotFetched(Exception):  # noqa: N818 - an answer of the network, not a defect
    """A request was not made, or brought no answer.

    `reason` is a sentence for the person who gave the address; `code` is one of ``bad_address``, ``not_allowed``,
    ``unreachable``, ``too_slow``, ``broken``, ``too_many_redirects``.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
