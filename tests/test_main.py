"""What the command line does, as an operator sees it."""

import contextlib
import os
import socket
import subprocess
import sys

import pytest

from messenger.data_folder import locked, prepare
from messenger.settings import Settings, variable_of
from tests.browser.server import ROOT, free_port


def run(*words, **settings):
    """Run main.py to its end with settings of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith('MESSENGER_')}
    asked = {variable_of(name): str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, 'main.py', *words],
        cwd=ROOT,
        env=own | asked,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def listening():
    with socket.create_server(('127.0.0.1', 0)) as somebody:
        yield somebody.getsockname()[1]


def test_help_lists_every_setting_and_command():
    shown = run('--help')
    assert shown.returncode == 0
    assert all(variable_of(name) in shown.stdout for name in Settings.model_fields)
    assert 'member' in shown.stdout


def test_wrong_settings_are_named_in_one_line_each_with_status_2():
    ended = run(port='many', xyz='1')
    assert ended.returncode == 2
    assert ended.stdout == ''
    unknown, wrong = ended.stderr.splitlines()
    assert unknown.startswith('MESSENGER_XYZ is no setting')
    assert wrong.startswith("MESSENGER_PORT is 'many'")


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with listening() as port:
        ended = run(port=port, data=tmp_path / 'data')
    assert ended.returncode == 1
    assert ended.stderr == f'Port {port} is in use: stop what uses it (another messenger?) or set MESSENGER_PORT.\n'
    assert not (tmp_path / 'data').exists()


def test_an_address_that_is_not_this_machines_is_one_clear_line(tmp_path):
    ended = run(port=free_port(), host='192.0.2.1', data=tmp_path / 'data')
    assert ended.returncode == 1
    assert ended.stderr.startswith('192.0.2.1 cannot be listened on')
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize('folder', ['/proc/messenger', '/dev/null/data'])
def test_a_data_folder_that_cannot_be_written_is_one_clear_line(folder):
    ended = run(port=free_port(), data=folder)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f'The data folder {folder} cannot be written')
    assert len(ended.stderr.splitlines()) == 1


def test_a_data_folder_in_use_is_one_clear_line(tmp_path):
    with locked(tmp_path):
        ended = run(port=free_port(), data=tmp_path)
    assert ended.returncode == 1
    assert (
        ended.stderr == f'The data folder {tmp_path} is in use by a running messenger: stop it or set MESSENGER_DATA.\n'
    )


def test_a_database_that_is_none_is_one_clear_line_and_left_as_it_is(tmp_path):
    prepare(tmp_path)
    (tmp_path / 'messenger.db').write_bytes(b'no database' * 1000)
    ended = run(port=free_port(), data=tmp_path)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert 'messenger.db' in ended.stderr
    assert (tmp_path / 'messenger.db').read_bytes() == b'no database' * 1000


def test_commands_work_on_the_data_folder_of_a_stopped_server(tmp_path):
    prepare(tmp_path)
    listed = run('member', 'list', data=tmp_path)
    assert (listed.returncode, listed.stdout) == (0, 'Nobody has signed in yet.\n')
    unknown = run('member', 'free', 'Alice', data=tmp_path)
    assert (unknown.returncode, unknown.stderr) == (1, 'Nobody is called Alice: see "member list".\n')


def test_commands_make_no_data_folder(tmp_path):
    ended = run('member', 'list', data=tmp_path / 'none')
    assert ended.returncode == 1
    assert 'set MESSENGER_DATA' in ended.stderr
    assert not (tmp_path / 'none').exists()


def test_an_incomplete_command_shows_how_it_is_used():
    ended = run('member', 'rename', 'Alice')
    assert ended.returncode == 2
    assert 'usage: python main.py member rename' in ended.stderr


def test_an_extension_is_begun_by_its_name(tmp_path):
    done = run('extension', 'poll', extensions=tmp_path / 'extensions')
    assert done.returncode == 0
    assert 'poll.py is written' in done.stdout
    assert (tmp_path / 'extensions' / 'poll.py').is_file()
    again = run('extension', 'poll', extensions=tmp_path / 'extensions')
    assert again.returncode == 1
    assert again.stderr.count('\n') == 1
    assert 'is there already' in again.stderr
