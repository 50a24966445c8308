"""Peer 1: a group chat on Flask-SocketIO and gevent, as in many tutorials.

Runs as ``python -m bench.peers.flask_chat PORT``.
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as gevent asks

# ruff: noqa: E402
import sys
from collections import defaultdict, deque

from flask import Flask, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_socketio import SocketIO, emit, join_room

from bench.peers.page import SHOWN_MESSAGES, group_page


def build() -> tuple[Flask, SocketIO]:
    """Wire the app: sign-in, the page of a group, and its live events."""
    app = Flask(__name__)
    app.config['SECRET_KEY'] = 'bench'
    socketio = SocketIO(app, async_mode='gevent')
    groups: dict[str, deque[dict[str, str]]] = defaultdict(lambda: deque(maxlen=SHOWN_MESSAGES))

    @app.post('/sign-in')
    def sign_in() -> ResponseReturnValue:
        session['name'] = request.form['name']
        return redirect('/groups/lobby')

    @app.get('/groups/<group>')
    def show(group: str) -> ResponseReturnValue:
        if 'name' not in session:
            return 'Sign in first', 403
        return group_page(group, groups[group])

    @socketio.on('join')
    def join(event: dict[str, str]) -> None:
        join_room(event['group'])

    @socketio.on('message')
    def receive(event: dict[str, str]) -> None:
        message = {'name': session['name'], 'text': event['text']}
        groups[event['group']].append(message)
        emit('message', message, to=event['group'])

    return app, socketio


def main(port: int) -> None:
    """Serve until told to end."""
    app, socketio = build()
    socketio.run(app, host='127.0.0.1', port=port)


if __name__ == '__main__':
    main(int(sys.argv[1]))
