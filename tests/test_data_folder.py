"""The data folder, its secret and its lock."""

import os
import stat

import pytest

from messenger.data_folder import DataFolderBusy, DataFolderUnusable, locked, prepare, provide_secret


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path):
    folder = tmp_path / 'a' / 'data'
    prepare(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason='the administrator of the machine may write anywhere')
def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(DataFolderUnusable, match=r'cannot be written .*set MESSENGER_DATA'):
        prepare(tmp_path)


def test_a_file_in_place_of_the_folder_is_named_with_the_remedy(tmp_path):
    (tmp_path / 'data').write_text('')
    with pytest.raises(DataFolderUnusable, match='set MESSENGER_DATA'):
        prepare(tmp_path / 'data')


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    secret = provide_secret(tmp_path)
    assert len(secret) == 32
    assert provide_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / 'secret').stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ['secret']


def test_a_secret_that_others_could_read_is_closed_again(tmp_path):
    provide_secret(tmp_path)
    (tmp_path / 'secret').chmod(0o644)
    provide_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / 'secret').stat().st_mode) == 0o600


def test_a_damaged_secret_is_not_used_and_not_replaced(tmp_path):
    (tmp_path / 'secret').write_bytes(b'short')
    with pytest.raises(DataFolderUnusable, match='damaged'):
        provide_secret(tmp_path)
    assert (tmp_path / 'secret').read_bytes() == b'short'


def test_two_processes_never_hold_the_folder_at_once(tmp_path):
    with locked(tmp_path), pytest.raises(DataFolderBusy, match='in use by a running messenger'), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
