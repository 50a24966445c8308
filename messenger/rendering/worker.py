"""The process that renders long texts and colours code, so that it can be stopped when one takes too long.

A question is ``{"text": …, "mentions": [[id, name], …]}``, and its answer the markup. Started by
`messenger.rendering.process`; ends when its input does.
"""

from typing import Any

from messenger.model.message import Mention
from messenger.processes.worker import Answering, work
from messenger.rendering.renderer import Renderer


def rendering() -> Answering:
    """Return what renders."""
    renderer = Renderer()

    def render(question: dict[str, Any]) -> str:
        mentions = [Mention(member_id=member_id, name=name) for member_id, name in question['mentions']]
        return renderer.render(question['text'], mentions, colour=True)

    return render


if __name__ == '__main__':
    work(rendering())
