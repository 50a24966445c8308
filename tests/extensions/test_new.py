"""The first file of a new extension."""

import pytest

from messenger.extensions.new import write_extension
from messenger.model.refused import Refused


@pytest.mark.parametrize('name', ['poll', 'team_lunch', 'x2'])
def test_it_is_live_once_written_and_works_as_it_is(server, folder, alice, bob, name):
    path = write_extension(folder, name)
    server.does(server.app.extensions.load(path))
    alice.sends(f'/{name.replace("_", "-")} Lunch? | Pizza | Sushi')
    bob.clicks('Pizza')
    alice.clicks('Pizza')
    bob.sees('Pizza · 2')
    server.restarts()
    alice.clicks('Sushi')
    bob.sees('Pizza · 1')


@pytest.mark.parametrize('name', ['', 'Poll', '../poll', 'a b', '9lives', 'x' * 40])
def test_what_is_no_name_is_refused(folder, name):
    with pytest.raises(Refused, match='is no name'):
        write_extension(folder, name)
    assert list(folder.iterdir()) == []


def test_nothing_is_overwritten(folder):
    path = write_extension(folder, 'poll')
    path.write_text('mine')
    with pytest.raises(Refused, match='is there already'):
        write_extension(folder, 'poll')
    assert path.read_text() == 'mine'


def test_a_folder_that_cannot_be_made_is_said(folder):
    (folder / 'file').write_text('')
    with pytest.raises(Refused, match='cannot be written: Not a directory'):
        write_extension(folder / 'file' / 'extensions', 'poll')
