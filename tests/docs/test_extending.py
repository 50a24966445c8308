"""docs/extending.md: what it shows works, and it leaves nothing out."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import messenger
from messenger.extensions import hooks
from messenger.extensions.arguments import GIVEN
from messenger.extensions.loader import GIVEN_TO_WIDGETS
from messenger.extensions.messenger import Messenger
from tests.docs.project import ROOT

TEXT = (ROOT / 'docs' / 'extending.md').read_text()
BLOCKS = [code for _, code in re.findall(r'^(`{3,})python\n(.*?)^\1$', TEXT, re.MULTILINE | re.DOTALL)]
CONFTEST = """
import pytest
from messenger.testing import Server

@pytest.fixture
def extension():
    return {name!r}

@pytest.fixture
def new_server():
    return Server(extensions={folder!r})
"""


def shown() -> list[tuple[str, str]]:
    """The extensions of the document, each with the tests that follow it."""
    pairs, extension = [], ''
    for block in BLOCKS:
        if 'def test_' in block:
            pairs.append((extension, block))
            extension = ''
        else:
            assert not extension, f'no test follows:\n{extension}'
            extension = block
    assert not extension, f'no test follows:\n{extension}'
    return pairs


def test_every_block_does_what_it_says(tmp_path: Path) -> None:
    """Each under a name of its own in a server of its own, as a reader would try it."""
    for number, (extension, tests) in enumerate(shown()):
        place = tmp_path / f'block_{number}'
        folder = place / 'extensions'
        folder.mkdir(parents=True)
        (folder / f'shown_{number}.py').write_text(extension)
        (place / '__init__.py').write_text('')
        (place / 'conftest.py').write_text(CONFTEST.format(name=f'shown_{number}', folder=str(folder)))
        (place / 'test_shown.py').write_text(tests)
    options = ('-p', 'messenger.testing', '-p', 'no:cacheprovider', '-o', 'asyncio_mode=auto', '-o', 'addopts=', '-q')
    command = [sys.executable, '-m', 'pytest', *options, '--rootdir', str(tmp_path), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stdout
    assert f'{TEXT.count("def test_")} passed' in ran.stdout


HEADINGS = ' '.join(re.findall(r'^###? (.*)$', TEXT, re.MULTILINE))
HOOKS = [
    name for name, function in inspect.getmembers(hooks, inspect.isfunction) if hasattr(function, 'messenger_spec')
]


@pytest.mark.parametrize('name', [*messenger.__all__, *HOOKS])
def test_everything_has_its_heading(name: str) -> None:
    assert f'`{name}`' in HEADINGS


@pytest.mark.parametrize('name', sorted(GIVEN_TO_WIDGETS))
def test_every_parameter_of_a_widget_is_told(name: str) -> None:
    assert f'\n| `{name}` |' in TEXT


@pytest.mark.parametrize('name', sorted(GIVEN))
def test_every_parameter_of_a_command_is_told(name: str) -> None:
    assert f'named `{name}`' in ' '.join(TEXT.split())


@pytest.mark.parametrize(
    'name', [name for name, _ in inspect.getmembers(Messenger, inspect.isfunction) if name[0] != '_']
)
def test_everything_a_messenger_does_is_told(name: str) -> None:
    assert f'messenger.{name}(' in TEXT


def test_all_examples_are_told() -> None:
    count = len(list((ROOT / 'examples' / 'extensions').glob('*.py')))
    assert count == 12, 'tell the new number, in words, in docs/extending.md'
    assert 'Twelve ready ones' in TEXT
