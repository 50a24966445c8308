"""The four servers, each as one small adapter: how it starts, and how somebody joins its group and sends."""

import json
import re
import shutil
import subprocess
import sys
import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.load.api import Poster, open_poster, open_stream
from bench.load.http import Browser
from bench.load.messenger_page import find_composer, ordinal_of, report_newest, say
from bench.load.nicegui_page import NiceGuiPage
from bench.load.tally import Tally
from bench.load.viewer import Viewer, open_page_socket, open_socket
from bench.process import ROOT

GROUP_PATH = re.compile(r'/groups/[a-z2-7]{12}')


class Server(ABC):
    """One kind of server to measure."""

    name: str
    events_per_second: float | None = None
    """How many events a second it takes from one socket, when it limits them."""
    event_burst: int = 0

    @abstractmethod
    def command(self, port: int) -> Sequence[str]:
        """Return what starts it."""

    def environment(self, port: int, folder: Path) -> Mapping[str, str]:
        """Return the environment variables it needs."""
        return {}

    async def find_group(self, browser: Browser) -> str:
        """Return the address of the group in which everybody meets."""
        return '/groups/lobby'

    @abstractmethod
    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Sign in, open the group's page at its address and its socket."""


class SocketIoPeer(Server):
    """What both Socket.IO peers have in common: they answer to the same page."""

    module: str

    def command(self, port: int) -> Sequence[str]:
        """Run the peer's module."""
        return [sys.executable, '-m', self.module, str(port)]

    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Sign in, fetch the page, connect and join as its script does."""
        await browser.post('/sign-in', {'name': name})
        await browser.get(path)
        socket = await open_socket(browser, '/socket.io/?EIO=4&transport=websocket', tally)
        socket.send([_event('join', group='lobby')])
        socket.listen_quietly()
        return Viewer(socket, lambda text: [_event('message', group='lobby', text=text)])


class FlaskPeer(SocketIoPeer):
    """Flask-SocketIO on gevent."""

    name = 'Flask-SocketIO'
    module = 'bench.peers.flask_chat'


class AsyncPeer(SocketIoPeer):
    """python-socketio on uvicorn."""

    name = 'python-socketio'
    module = 'bench.peers.socketio_chat'


class NiceGuiPeer(Server):
    """NiceGUI with a ``ui.chat_message`` per page and message."""

    name = 'NiceGUI per page'

    def command(self, port: int) -> Sequence[str]:
        """Run the peer's module."""
        return [sys.executable, '-m', 'bench.peers.nicegui_chat', str(port)]

    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Sign in, fetch the page and connect; sending is typing into the input, then Enter."""
        await browser.post('/sign-in', {'name': name})
        page = NiceGuiPage((await browser.get(path)).body)
        typing = page.find('update:value', tag='nicegui-input')
        enter = page.find('keydown', tag='nicegui-input')
        socket = await open_page_socket(browser, page, tally)
        return Viewer(socket, lambda text: [page.event(typing, [text]), page.event(enter, [{}])], page)


class Messenger(Server):
    """Ours, as ``python main.py`` starts it."""

    name = 'Messenger'
    events_per_second = 18.0  # the dispatcher takes 20 a second of one socket, of which a page needs some itself
    event_burst = 40

    def command(self, port: int) -> Sequence[str]:
        """Run the program."""
        return [sys.executable, str(ROOT / 'main.py')]

    def environment(self, port: int, folder: Path) -> Mapping[str, str]:
        """Serve from a folder of its own, and let a member send more than a person can."""
        return {
            'MESSENGER_PORT': str(port),
            'MESSENGER_DATA': str(folder / 'data'),
            'MESSENGER_LOG_LEVEL': 'warning',
            'MESSENGER_SENDS_PER_10_SECONDS': '1000000',
            'MESSENGER_SEND_BURST': '1000000',
        }

    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Sign in, open the lobby at its address, connect; sending is Enter in the composer."""
        await self.sign_in(browser, name)
        page = NiceGuiPage((await browser.get(path)).body)
        composer = find_composer(page)
        socket = await open_page_socket(browser, page, tally)
        socket.send([report_newest(page)])
        return Viewer(socket, lambda text: [say(page, composer, str(uuid.uuid4()), text)], page)

    async def sign_in(self, browser: Browser, name: str) -> None:
        """Take a name. Raises RuntimeError when the server declines."""
        response = await browser.post('/sign-in', {'name': name})
        if response.status not in {302, 303}:
            raise RuntimeError(f'sign-in was answered with {response.status}: {response.body[:300]}')

    async def find_group(self, browser: Browser) -> str:
        """Find the lobby, as a first visitor does."""
        await self.sign_in(browser, 'Host')
        response = await browser.get('/')
        found = GROUP_PATH.search(response.location) or GROUP_PATH.search(response.body)
        if not found:
            raise RuntimeError('the page names no group')
        return found[0]


class Voting(Messenger):
    """Ours, with live widgets in the group; what its viewers send is votes, or messages all the same.

    Its viewers have joined before the widgets are posted, which therefore are the newest rows that all of them see.
    """

    def __init__(self, viewers: int, widgets: int, *, votes: bool = True) -> None:
        self._viewers = viewers
        self._widgets = widgets
        self._votes = votes
        self._members: dict[str, Browser] = {}

    @staticmethod
    def folder_of(folder: Path) -> Path:
        """Return where its extensions are, in a folder of its own."""
        return folder / 'extensions'

    def environment(self, port: int, folder: Path) -> Mapping[str, str]:
        """Let it run the extension, and a member vote more than a person can."""
        shutil.copytree(ROOT / 'bench' / 'extensions', self.folder_of(folder), dirs_exist_ok=True)
        own = {
            'MESSENGER_EXTENSIONS': str(self.folder_of(folder)),
            'MESSENGER_WIDGET_CHANGES_PER_MINUTE': '1000000',
        }
        return {**super().environment(port, folder), **own}

    async def find_group(self, browser: Browser) -> str:
        """Find the lobby and post the widgets there."""
        path = await super().find_group(browser)
        for number in range(self._viewers):
            member = Browser(browser.port, source=f'127.2.{number // 250}.{number % 250 + 1}')
            await super().sign_in(member, f'Viewer {number}')
            self._members[f'Viewer {number}'] = member
        host = await super().join(browser, 'Host', path, Tally(0, 1))
        for _ in range(self._widgets):
            host.send('/ballot')
        page = NiceGuiPage((await browser.get(path)).body)
        while page.count('ballot') < self._widgets:
            page = NiceGuiPage((await browser.get(path)).body)
        host.socket.close()
        return f'{path}?at={max(map(ordinal_of, page.elements.values()))}'

    async def sign_in(self, browser: Browser, name: str) -> None:
        """Be who has that name already, if somebody has."""
        if name in self._members:
            browser.keep_cookies_of(self._members[name])
        else:
            await super().sign_in(browser, name)

    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Sign in and look; sending is a vote in a widget."""
        viewer = await super().join(browser, name, path, tally)
        page = viewer.page
        if not self._votes or page is None:
            return viewer
        vote = page.find('vote', css_class='ballot')
        return Viewer(viewer.socket, lambda text: [page.event(vote, [text])], page)


class Bots(Messenger):
    """Ours, with a bot in the lobby; its viewers are programs that follow the lobby by its token."""

    name = 'Messenger, events'
    posters = 64
    """Connections by which the followers send: on one of them, one message is done after the other."""

    def __init__(self) -> None:
        self.group_id = self.token = ''
        self._posters: list[Poster] = []

    def environment(self, port: int, folder: Path) -> Mapping[str, str]:
        """Bring the bot in, and let one address ask more than a person does."""
        own = super().environment(port, folder)
        command = [sys.executable, '-m', 'bench.bots', own['MESSENGER_DATA']]
        self.group_id, self.token = subprocess.check_output(command, cwd=ROOT, text=True).split()[-2:]
        return {**own, 'MESSENGER_REQUESTS_PER_MINUTE': '100000000'}

    async def find_group(self, browser: Browser) -> str:
        """Connect to post there."""
        self._posters = [await open_poster(browser, self.group_id, self.token) for _ in range(self.posters)]
        return f'/groups/{self.group_id}'

    async def join(self, browser: Browser, name: str, path: str, tally: Tally) -> Viewer:
        """Follow; sending is posting."""
        self._posters.append(self._posters.pop(0))
        stream = await open_stream(browser, self.group_id, self.token, tally, self._posters[0])
        return Viewer(stream, lambda text: [text])


def _event(name: str, **content: Any) -> str:
    return f'42{json.dumps([name, content])}'
