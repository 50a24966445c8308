"""What a link to a message shows, and to whom."""

import pytest

from messenger.components.hits import Hits
from messenger.components.message_links import MessageLinks
from messenger.live import Locale
from messenger.model.message import Message
from tests.files import picture
from tests.world import World

LOCALE = Locale(zone='UTC', language='en')


@pytest.fixture
def links(world: World) -> MessageLinks:
    return MessageLinks(world.store, world.alice.id, LOCALE)


def newest(world: World) -> Message:
    found = world.store.newest(world.watercooler.id)
    assert found is not None
    return found


async def test_a_link_says_who_said_what_and_leads_there(world: World, links: MessageLinks) -> None:
    await world.say(world.bob, 'green <tea>')
    message = newest(world)
    html = links.link(message, ['tea'])
    assert f'href="/groups/{message.group_id}?at={message.ordinal}"' in html
    assert f'data-group="{message.group_id}" data-at="{message.ordinal}"' in html
    assert '<bdi class="name">Bob</bdi>' in html
    assert 'green &lt;<mark>tea</mark>&gt;' in html
    assert 'New' not in html


async def test_files_stand_in_for_words(world: World, links: MessageLinks) -> None:
    await world.send(world.bob, '', await world.upload(world.bob, 'cat.png', picture()))
    assert '<span class="bit" dir="auto">Picture</span>' in links.link(newest(world))


async def test_what_a_blocked_member_said_is_not_shown_to_who_blocked_them(world: World, links: MessageLinks) -> None:
    await world.say(world.bob, 'green tea')
    message = newest(world)
    world.actions.quiet.block(world.alice.id, world.bob.id)
    assert 'tea' not in links.link(message, ['tea'])
    assert 'Message from a blocked member' in links.link(message)
    assert 'green tea' in MessageLinks(world.store, world.carol.id, LOCALE).link(message)


async def test_it_holds_what_the_list_adds(world: World, links: MessageLinks) -> None:
    await world.say(world.bob, 'tea')
    html = links.link(newest(world), where='<i>here</i>', below='<i>below</i>', is_new=True)
    assert '</bdi> <i>here</i><time>' in html
    assert html.endswith('<i>below</i></a>')
    assert 'class="choice new"' in html
    assert '</time><b class="count">New</b></span>' in html


async def test_hits_stand_under_the_names_of_their_groups(world: World) -> None:
    for text in ('one', 'two'):
        await world.say(world.bob, text)
    said = world.store.rows(world.watercooler.id, 1, 2)
    assert said is not None
    html = Hits(world.store, world.alice.id, LOCALE).html(said)
    assert html.count('<h3 dir="auto">Watercooler</h3>') == 1
    assert html.count('<li>') == 2
