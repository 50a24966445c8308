"""What a client of the HTTP API raises when the answer is no."""

import httpx


class ApiProblem(Exception):  # noqa: N818 - the word of RFC 9457
    """The API said no: `status`, the word `code` for it, if there is one, and a sentence in `detail`."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f'{status} {code}: {detail}'.replace(' :', ':'))
        self.status = status
        self.code = code
        self.detail = detail


def problem_of(answer: httpx.Response) -> ApiProblem:
    """Return what an answer that is an error says."""
    try:
        said = answer.json()
        return ApiProblem(answer.status_code, said.get('code', ''), said['detail'])
    except (ValueError, KeyError, AttributeError):
        return ApiProblem(answer.status_code, '', answer.reason_phrase)
