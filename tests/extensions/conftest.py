"""A folder of extensions, and a server that runs what is in it."""

import textwrap
from pathlib import Path

import pytest

from messenger.testing.server import Server


@pytest.fixture
def folder(tmp_path) -> Path:
    """An empty folder of extensions."""
    path = tmp_path / 'extensions'
    path.mkdir()
    return path


@pytest.fixture
def write(folder):
    """Save an extension in the folder."""

    def write_it(name: str, code: str) -> Path:
        path = folder / f'{name}.py'
        path.write_text(textwrap.dedent(code))
        return path

    return write_it


@pytest.fixture
def new_server(folder) -> Server:
    """The server of the test follows the folder."""
    return Server(extensions=folder)
