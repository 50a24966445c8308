"""Somebody looking at a group from one browser tab, without the browser."""

import asyncio
import socket as sockets
from collections.abc import Callable, Sequence

from bench.load.api import EventStream
from bench.load.http import Browser
from bench.load.nicegui_page import NiceGuiPage
from bench.load.tally import Tally
from bench.load.websocket import ViewerSocket

Compose = Callable[[str], Sequence[str]]
"""Writes the packets by which a page sends a message."""
JOIN_SECONDS = 120


class Viewer:
    """A page with its socket open."""

    def __init__(self, socket: ViewerSocket | EventStream, compose: Compose, page: NiceGuiPage | None = None) -> None:
        self.socket = socket
        self._compose = compose
        self.page = page
        self._acked = 0

    def send(self, text: str) -> None:
        """Send a message as the page would."""
        self.socket.send(self._compose(text))

    def acknowledge(self) -> None:
        """Say how far private updates were read, as NiceGUI's page does every 3 s, when there was something."""
        if self.page is None or self.socket.next_message_id <= self._acked:
            return
        self._acked = self.socket.next_message_id
        self.socket.send([self.page.ack(self._acked)])


async def open_page_socket(browser: Browser, page: NiceGuiPage, tally: Tally) -> ViewerSocket:
    """Open the socket of a NiceGUI page."""
    socket = await open_socket(browser, page.socket_path(), tally, page.answer)
    socket.listen_quietly()
    return socket


async def open_socket(
    browser: Browser, path: str, tally: Tally, answer: Callable[[bytes], Sequence[str]] | None = None
) -> ViewerSocket:
    """Connect, upgrade, and go through the Engine.IO and Socket.IO openings."""
    async with asyncio.timeout(JOIN_SECONDS):
        socket = await connect(browser, path, ViewerSocket(tally, answer))
        await socket.packet(b'0')
        socket.send(['40'])
        await socket.packet(b'40')
    return socket


async def connect(browser: Browser, path: str, socket: ViewerSocket) -> ViewerSocket:
    """Connect and upgrade. Raises OSError when nobody answers or the server refuses."""
    loop = asyncio.get_running_loop()
    line = sockets.socket()
    try:
        line.setblocking(False)
        if browser.receive_bytes:
            line.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, browser.receive_bytes)
        line.bind((browser.source, 0))
        await loop.sock_connect(line, ('127.0.0.1', browser.port))
        await loop.create_connection(lambda: socket, sock=line)
    except BaseException:
        line.close()
        raise
    try:
        await socket.upgrade(path, browser.host, browser.cookie_header)
    except BaseException:
        socket.close()
        raise
    return socket
