"""A server that runs the extension of a test file: ``test_poll.py`` runs ``examples/extensions/poll.py``."""

import shutil
from pathlib import Path

import pytest

from messenger.extensions.extension import Extension
from messenger.testing import Server

EXAMPLES = Path(__file__).parents[2] / 'examples' / 'extensions'


@pytest.fixture
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The example that the file is about, in a folder of its own."""
    return Path(shutil.copy(EXAMPLES / f'{request.path.stem.removeprefix("test_")}.py', tmp_path))


@pytest.fixture
def new_server(copied: Path) -> Server:
    """A server that follows that folder."""
    return Server(extensions=copied.parent)


@pytest.fixture(autouse=True)
def extension(copied: Path, server: Server) -> Extension:
    """The example as it is loaded."""
    return server.does(server.app.extensions.load(copied))
