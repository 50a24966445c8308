"""Peer 3: a group chat on NiceGUI in its usual idiom: each page subscribes and appends a ``ui.chat_message``.

One thing is kinder than usual: with the default `reconnect_timeout` the busy server would drop its own viewers.
Runs as ``python -m bench.peers.nicegui_chat PORT``.
"""

import sys
from collections import defaultdict, deque
from dataclasses import dataclass, field

from nicegui import Event, app, ui
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bench.peers.page import SHOWN_MESSAGES

RECONNECT_SECONDS = 60.0


@dataclass
class Group:
    """A group's newest messages as (name, text), and who is told of the next one."""

    messages: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=SHOWN_MESSAGES))
    sent: Event[str, str] = field(default_factory=Event)

    def send(self, name: str, text: str) -> None:
        """Keep a message and tell every page."""
        self.messages.append((name, text))
        self.sent.emit(name, text)


def register() -> None:
    """Make the sign-in route and the page of a group."""
    groups: dict[str, Group] = defaultdict(Group)

    @app.post('/sign-in')
    async def sign_in(request: Request) -> Response:
        form = await request.form()
        app.storage.user['name'] = form['name']
        return RedirectResponse('/groups/lobby', status_code=303)

    @ui.page('/groups/{group}')
    def show(group: str) -> None:
        name = app.storage.user['name']
        conversation(groups[group], name)


def conversation(group: Group, name: str) -> None:
    """Show a group's messages, and the box for the next one, to a member."""
    messages = ui.column()

    def append(author: str, text: str) -> None:
        with messages:
            ui.chat_message(text=text, name=author, sent=author == name)

    def send() -> None:
        group.send(name, box.value)
        box.value = ''

    for author, text in group.messages:
        append(author, text)
    box = ui.input(placeholder='Message').on('keydown.enter', send)
    group.sent.subscribe(append)


if __name__ in {'__main__', '__mp_main__'}:
    register()
    ui.run(
        host='127.0.0.1',
        port=int(sys.argv[1]),
        show=False,
        reload=False,
        show_welcome_message=False,
        storage_secret='bench',
        reconnect_timeout=RECONNECT_SECONDS,
    )
