"""The worker's side of the pipe: one line of JSON for each question, and one for each answer."""

import json
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

ORPHAN_SECONDS = 10
"""One question never keeps the process longer, even when whoever would have stopped it is gone."""

Answering = Callable[[Any], Any]


def work(answer: Answering) -> None:
    """Answer what is asked until there is nobody left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole terminal; the server ends us itself
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a server that was killed reads no answer: end, without a traceback
    answer_all(answer, sys.stdin.buffer, sys.stdout.buffer)


def answer_all(answer: Answering, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer each line of `questions` with one line, ``null`` where there is no answer."""
    for line in questions:
        signal.alarm(ORPHAN_SECONDS)
        answers.write(json.dumps(_answer(answer, line)).encode() + b'\n')
        answers.flush()
        signal.alarm(0)


def _answer(answer: Answering, line: bytes) -> Any:
    try:
        return answer(json.loads(line))
    except Exception:  # noqa: BLE001 - a defect of a parser must not end the process; this question has no answer
        return None
