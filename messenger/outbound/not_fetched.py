"""Why another server gave no answer."""

from messenger.languages import DEFAULT, translate


class NotFetched(Exception):  # noqa: N818 - an answer of the network, not a defect
    """A request was not made, or brought no answer.

    `reason` is a sentence for the person who gave the address, with `{name}` for each of the `values`; it is kept in
    English. `code` is one of ``bad_address``, ``not_allowed``, ``unreachable``, ``too_slow``, ``broken``,
    ``too_many_redirects``.
    """

    def __init__(self, code: str, reason: str, /, **values: object) -> None:
        self.code = code
        self.template = reason
        self.values = values
        self.reason = translate(DEFAULT, reason, **values)
        super().__init__(self.reason)
