"""What a line of the group list shows."""

from messenger.components.group_line import GroupLine, count, group_line


def line(**changes):
    return GroupLine(**{'name': 'Design', 'is_private': False, 'second': 'Bob: hi'} | changes)


def test_hostile_names_and_texts_are_shown_as_the_characters_they_are():
    html = line(name='<img src=x onerror=alert(1)>', second='</span><script>alert(1)</script>').html
    assert '<img' not in html
    assert '<script' not in html
    assert '&lt;script&gt;' in html


def test_counts_stop_at_the_cap():
    assert [count(1), count(99), count(100)] == ['1', '99', '99+']


def test_screen_readers_hear_what_the_badges_show():
    assert line().description == ''
    heard = line(is_private=True, unread=100, mentions=2, has_draft=True).description
    assert heard == 'private, 99+ unread, 2 mentioning you and draft'


def test_mentions_have_a_badge_of_their_own():
    assert line(unread=3, mentions=1).html.count('class="count') == 2
    assert line(unread=3).html.count('class="count') == 1
    assert 'class="count' not in line().html


async def test_it_counts_and_quotes_what_others_said(world):
    await world.say(world.bob, 'hello @Alice')
    found = group_line(world.store, world.watercooler, world.alice.id, is_current=False, language='en')
    assert (found.unread, found.mentions, found.second) == (1, 1, 'Bob: hello @Alice')


async def test_a_draft_is_marked(world):
    world.actions.reading.save_draft(world.alice.id, world.watercooler.id, 'not yet')
    found = group_line(world.store, world.watercooler, world.alice.id, is_current=False, language='en')
    assert found.has_draft
    assert 'Draft' in found.html


async def test_a_message_changes_nothing_in_the_line_of_the_open_group_once_read(world):
    before = group_line(world.store, world.watercooler, world.alice.id, is_current=True, language='en')
    change = await world.say(world.bob, 'hello')
    world.actions.reading.mark_read(world.alice.id, world.watercooler.id, change.ordinal)
    assert group_line(world.store, world.watercooler, world.alice.id, is_current=True, language='en') == before


def test_a_muted_group_has_its_sign_and_no_count():
    muted = line(is_muted=True, unread=3)
    assert 'unread' not in muted.classes
    assert 'class="count' not in muted.html
    assert 'notifications_off' in muted.html
    assert muted.description == 'muted and 3 unread'


def test_a_muted_group_still_counts_mentions():
    muted = line(is_muted=True, unread=3, mentions=1)
    assert 'unread' in muted.classes
    assert muted.html.count('class="count') == 1


async def test_a_direct_group_of_two_shows_the_other(world):
    group_id = await world.actions.directs.open_direct(world.alice.id, [world.bob.id])
    found = group_line(
        world.store, world.store.group_as(world.alice.id, group_id), world.alice.id, is_current=True, language='en'
    )
    assert (found.name, found.second, found.description) == ('Bob', 'Direct messages', '')
    assert '>B</span>' in found.html


async def test_what_a_blocked_member_said_last_is_not_quoted(world):
    world.actions.quiet.block(world.alice.id, world.bob.id)
    await world.say(world.bob, 'hello')
    found = group_line(world.store, world.watercooler, world.alice.id, is_current=False, language='en')
    assert found.second == 'Message from a blocked member'


def test_a_mention_is_news_and_other_messages_only_where_they_are_wanted():
    before = line(unread=1, mentions=1)
    assert line(unread=2, mentions=2).tells_more_than(before)
    assert not line(unread=2, mentions=1).tells_more_than(before)
    assert line(unread=2, mentions=1, wants_all=True).tells_more_than(before)
    assert line(unread=2, mentions=1, is_direct=True).tells_more_than(before)
    assert not line(mentions=0, wants_all=True).tells_more_than(before)


def test_a_muted_group_has_no_news():
    assert not line(unread=2, mentions=2, is_muted=True, wants_all=True).tells_more_than(None)
