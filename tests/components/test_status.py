"""A status beside the name, and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from messenger.components.group_line import group_line
from messenger.components.members import member_lines
from messenger.components.status import end_of, status_line, status_mark
from messenger.model.status import Status
from tests.files import picture
from tests.world import pieces, rid

EVENING = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)


def test_the_mark_is_the_emoji_and_the_line_is_the_whole():
    status = Status(emoji='🌴', text='<b>away')
    assert status_mark(status) == ' <span class="status" title="🌴 &lt;b&gt;away">🌴</span>'
    assert status_line(status) == '<span class="status-line" dir="auto">🌴 &lt;b&gt;away</span>'
    assert status_mark(None) == status_mark(Status(text='away')) == status_line(None) == ''


@pytest.mark.parametrize(
    ('choice', 'zone', 'end'),
    [
        ('', 'UTC', None),
        ('anything', 'UTC', None),
        ('30m', 'UTC', EVENING + timedelta(minutes=30)),
        ('1h', 'UTC', EVENING + timedelta(hours=1)),
        ('today', 'UTC', datetime(2026, 3, 2, tzinfo=UTC)),
        ('today', 'Asia/Tokyo', datetime(2026, 3, 2, 15, tzinfo=UTC)),
        ('today', 'America/New_York', datetime(2026, 3, 2, 5, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_where_one_is(choice, zone, end):
    assert end_of(choice, EVENING, zone) == end


async def test_picture_and_status_stand_in_the_panel_and_in_the_list_of_direct_messages(world, viewer):
    taken = await world.actions.pictures.set_picture(world.bob.id, pieces(picture()), rid())
    await world.actions.statuses.set_status(world.bob.id, Status(emoji='🌴', text='Away'), rid())
    (line,) = [each for each in member_lines(world.store, world.alice.id, world.design.id) if each.name == 'Bob']
    with viewer:
        html = line.html
    assert f'/pictures/{taken}' in html
    assert '🌴 Away' in html
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    group = world.store.group_as(world.alice.id, group_id)
    direct = group_line(world.store, group, world.alice.id, is_current=False, language='en')
    assert f'/pictures/{taken}' in direct.html
    assert '>🌴<' in direct.html
    assert '🌴 Away' in direct.description
