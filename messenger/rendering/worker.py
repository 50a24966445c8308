"""The process that renders long texts and colours code, so that it can be stopped when one takes too long.

Reads one JSON object a line, ``{"text": …, "mentions": [[id, name], …]}``, and answers each with one line:
the markup as a JSON string, or ``null`` when the text could not be rendered. Started by
`messenger.rendering.process`; ends when its input does.
"""

import json
import signal
import sys
from typing import IO, Any

from messenger.model.message import Mention
from messenger.rendering.renderer import Renderer

ORPHAN_SECONDS = 10
"""One text never keeps the process longer, even when whoever would have stopped it is gone."""


def main() -> None:
    """Render what is asked until there is nobody left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole terminal; the server ends us itself
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a server that was killed reads no answer: end, without a traceback
    answer_all(sys.stdin.buffer, sys.stdout.buffer)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer each line of `questions` with one line."""
    renderer = Renderer()
    for line in questions:
        signal.alarm(ORPHAN_SECONDS)
        answers.write(json.dumps(_answer(renderer, line)).encode() + b'\n')
        answers.flush()
        signal.alarm(0)


def _answer(renderer: Renderer, line: bytes) -> str | None:
    try:
        question: dict[str, Any] = json.loads(line)
        mentions = [Mention(member_id=member_id, name=name) for member_id, name in question['mentions']]
        return renderer.render(question['text'], mentions, colour=True)
    except Exception:  # noqa: BLE001 - a defect of a lexer must not end the process; the text is then shown plain
        return None


if __name__ == '__main__':
    main()
