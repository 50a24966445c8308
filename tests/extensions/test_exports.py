"""What authors of extensions import."""

import subprocess
import sys

import pytest

import messenger


@pytest.mark.parametrize('name', messenger.__all__)
def test_every_name_is_there(name):
    assert getattr(messenger, name) is not None


def test_what_is_not_there_is_said_with_what_is():
    with pytest.raises(ImportError):
        exec('from messenger import button')
    with pytest.raises(AttributeError, match='messenger has no button; what extensions may import is Entry, Group'):
        _ = messenger.button


def test_the_package_alone_loads_no_user_interface():
    code = 'import sys, messenger.settings; sys.exit("nicegui" in sys.modules)'
    assert subprocess.run([sys.executable, '-c', code], check=False).returncode == 0
