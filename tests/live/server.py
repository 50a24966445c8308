"""The test site in a process of its own, and a door into it."""

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
PORTS = range(10310, 10390)


class Server:
    """The running site."""

    def __init__(self, log: Path) -> None:
        listener = _listen()
        self.port = listener.getsockname()[1]
        self.url = f'http://127.0.0.1:{self.port}'
        self._log = log
        self._http = httpx.Client(verify=False, trust_env=False, timeout=30)  # no TLS here: its setup costs 0.1 s each
        with log.open('w') as output, listener:
            self._process = subprocess.Popen(
                [sys.executable, '-m', 'tests.live.site', str(listener.fileno())],
                cwd=ROOT,
                stdout=output,
                stderr=output,
                pass_fds=[listener.fileno()],
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def run(self, source: str) -> Any:
        """Run the body of an async function inside the server; returns what it returns, as JSON."""
        answer = self._http.post(f'{self.url}/ask', content=source.encode()).json()
        assert 'error' not in answer, answer['error']
        return answer['value']

    async def until(self, source: str) -> None:
        """Wait until an expression is true inside the server."""
        for _ in range(500):
            if self.run(f'return bool({source})'):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(source)

    def log(self) -> str:
        """What the server has written so far."""
        return self._log.read_text()

    def stop(self) -> None:
        self._http.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait_for_exit(self) -> int:
        return self._process.wait(10)

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.run('return 1') == 1:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
            assert self._process.poll() is None, self.log()
        raise AssertionError(self.log())


def _listen() -> socket.socket:
    """A socket of the first port that nobody has; it is handed on, so that nobody can take the port in between."""
    for port in PORTS:
        listener = socket.socket()
        try:
            listener.bind(('127.0.0.1', port))
        except OSError:
            listener.close()
        else:
            listener.listen(2048)
            return listener
    raise AssertionError(f'no free port in {PORTS}')
