"""The page that the two Socket.IO peers serve: the newest messages and a form, as tutorials have it."""

from collections.abc import Iterable, Mapping
from html import escape

SHOWN_MESSAGES = 50

PAGE = """<!doctype html>
<html lang="en"><head><title>{group}</title>
<script src="https://cdn.socket.io/4.8.1/socket.io.min.js"></script></head>
<body><h1>{group}</h1><ul id="messages">{messages}</ul>
<form id="form"><input id="text" autocomplete="off"><button>Send</button></form>
<script>
  const socket = io();
  socket.on('connect', () => socket.emit('join', {{group: '{group}'}}));
  socket.on('message', (message) => {{
    const item = document.createElement('li');
    item.textContent = message.name + ': ' + message.text;
    document.getElementById('messages').append(item);
  }});
  document.getElementById('form').addEventListener('submit', (event) => {{
    event.preventDefault();
    socket.emit('message', {{group: '{group}', text: document.getElementById('text').value}});
    document.getElementById('text').value = '';
  }});
</script></body></html>"""


def group_page(group: str, messages: Iterable[Mapping[str, str]]) -> str:
    """Write the page of a group with the messages it starts with."""
    items = ''.join(f'<li>{escape(message["name"])}: {escape(message["text"])}</li>' for message in messages)
    return PAGE.format(group=escape(group), messages=items)
