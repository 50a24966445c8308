"""The files that wait to be sent."""

import json

import pytest
from nicegui.events import GenericEventArguments
from nicegui.testing import User

from messenger.actions.attachments import AttachmentLimits
from messenger.components.tray import Tray
from messenger.model.ids import GroupId, LogId
from tests.world import rid

FILE = json.dumps(['../cat.png', 2048, 'blob:http://localhost/1'])


class Looked:
    """A tray, and what it says."""

    def __init__(self, viewer: User) -> None:
        self.complaints: list[str] = []
        with viewer:
            limits = AttachmentLimits(most_megabytes=25, most_of_a_message=2)
            self.tray = Tray(LogId(GroupId('watercoolerx')), limits, complain=self.complaints.append)

    def hears(self, *args: object) -> None:
        """Say what the browser says."""
        element = self.tray._element
        with element:
            self.tray.hear(GenericEventArguments(sender=element, client=element.client, args=list(args)))

    def unready(self) -> str:
        """Ask what a message waits for."""
        with self.tray._element:
            return self.tray.unready()

    @property
    def lines(self) -> list[str]:
        """What stands in the tray."""
        return [next(iter(line)).props['innerHTML'] for line in self.tray._element]


@pytest.fixture
def looked(viewer: User) -> Looked:
    return Looked(viewer)


def test_a_file_shows_its_name_its_picture_and_how_far_it_is(looked: Looked) -> None:
    key = rid()
    looked.hears('new', key, FILE)
    assert '<bdi class="name">cat.png</bdi>' in looked.lines[0]
    assert '<img src="blob:http://localhost/1"' in looked.lines[0]
    looked.hears('progress', key, '1024')
    assert '50% of 2 KB' in looked.lines[0]
    assert 'not all files are uploaded' in looked.unready()
    looked.hears('done', key, 'the-id')
    assert '%' not in looked.lines[0]


def test_a_failed_file_says_why_and_can_be_tried_again(looked: Looked) -> None:
    key = rid()
    looked.hears('new', key, FILE)
    looked.hears('failed', key, 'There is no room.\n')
    assert 'There is no room.' in looked.lines[0]
    assert 'cat.png could not be uploaded' in looked.unready()
    with looked.tray._element:
        looked.tray._again(key)
    assert '0% of 2 KB' in looked.lines[0]


def test_a_server_that_is_away_is_named(looked: Looked) -> None:
    key = rid()
    looked.hears('new', key, FILE)
    looked.hears('failed', key, '')
    assert 'could not be reached' in looked.lines[0]


def test_what_is_sent_leaves_the_tray_and_comes_back_when_refused(looked: Looked) -> None:
    key = rid()
    looked.hears('new', key, FILE)
    looked.hears('done', key, 'the-id')
    taken = looked.tray.take_out(['the-id'])
    assert looked.lines == []
    with looked.tray._element:
        looked.tray.put_back(taken)
    assert 'cat.png' in looked.lines[0]
    looked.tray._remove(key)
    assert looked.lines == []


def test_the_limits_are_told_with_the_name_and_the_size(looked: Looked) -> None:
    looked.hears('unfit', str(31 * 1024 * 1024), 'film.mp4')
    looked.hears('unfit', '0', 'empty.txt')
    looked.hears('many', '', '')
    assert looked.complaints == [
        'film.mp4 is 31 MB; files up to 25 MB can be sent.',
        'empty.txt is empty: there is nothing to send.',
        'One message can hold 2 files. Send the others in the next one.',
    ]


@pytest.mark.parametrize(
    'args',
    [
        [],
        ['new', 'no uuid', FILE],
        ['new', rid(), 'no json'],
        ['new', rid(), '{}'],
        ['new', rid(), json.dumps(['a', 1, 'javascript:alert(1)'])],
        ['progress', 'unknown', '1'],
        ['done', 'unknown', 'id'],
        ['unfit', '9' * 400, 'a'],
        ['unfit', '²', 'a'],
        [{'a': 1}, None, 3],
    ],
)
def test_what_no_page_of_ours_says_is_ignored(looked: Looked, args: list[object]) -> None:
    looked.hears(*args)
    assert looked.lines == []
    assert looked.complaints == []


def test_no_more_lines_than_files_are_drawn(looked: Looked) -> None:
    for _ in range(5):
        looked.hears('new', rid(), FILE)
    assert len(looked.lines) == 2
