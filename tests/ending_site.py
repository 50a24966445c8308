"""The server as a process, with a door into it: ``python -m tests.ending_site`` runs what comes on its input.

Each line is the body of an asynchronous function, as JSON; what it returns is printed, as JSON, in a line of its own.
"""

import asyncio
import json
import sys
from textwrap import indent

from messenger import data_folder
from messenger.app import build
from messenger.listening import take_port
from messenger.log import start_logging
from messenger.model.ids import new_request_id
from messenger.server import Server
from messenger.settings import Settings

MARK = 'answer: '


class Doored(Server):
    """Serves, and does what it is told."""

    def __init__(self, app):
        super().__init__(app)
        self.app = app

    async def startup(self, sockets=None):
        """Open the door too."""
        await super().startup(sockets)
        self.door = asyncio.create_task(self.obey())

    async def obey(self):
        """Run one line after the other, until the input ends."""
        while line := await asyncio.to_thread(sys.stdin.readline):
            names = {'app': self.app, 'rid': new_request_id}
            exec('async def told():\n' + indent(json.loads(line), '    '), names)
            (outcome,) = await asyncio.gather(names['told'](), return_exceptions=True)
            answer = {'error': repr(outcome)} if isinstance(outcome, BaseException) else outcome
            sys.stdout.write(f'{MARK}{json.dumps(answer)}\n')
            sys.stdout.flush()
        self.should_exit = True


if __name__ == '__main__':
    settings = Settings()
    start_logging(settings)
    data_folder.prepare(settings.data)
    listening = take_port(settings)
    Doored(build(settings)).run(sockets=[listening])
