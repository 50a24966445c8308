"""Tests extensions, and the messenger itself, as people use them: a server in memory and members at its pages.

One line in the `conftest.py` of your tests brings the fixtures `server`, `group`, `alice`, `bob` and `carol`:

    pytest_plugins = 'messenger.testing'
"""

from messenger.testing.fixtures import (
    alice,
    awaited_server,
    bob,
    carol,
    group,
    new_server,
    pytest_collection_finish,
    server,
)
from messenger.testing.person import Person
from messenger.testing.server import Server

__all__ = [
    'Person',
    'Server',
    'alice',
    'awaited_server',
    'bob',
    'carol',
    'group',
    'new_server',
    'pytest_collection_finish',
    'server',
]
