"""From a link in a message to its card, with a server of somebody else at the other end."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from messenger.media.pictures import PORTRAIT_PIXELS
from messenger.model.link_preview import LinkPreview
from messenger.model.message import Message
from messenger.model.refused import NotFound, Refused
from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Fetcher
from messenger.previews.previews import Previews
from tests.components.eventually import eventually
from tests.files import SVG, bomb, picture
from tests.outbound.site import page, site
from tests.world import World, rid

HERE = '127.0.0.1'
HTML = {'Content-Type': 'text/html'}


@pytest.fixture
async def previews(world: World) -> AsyncIterator[Previews]:
    """Looks at pages of this machine."""

    def make_fetcher() -> Fetcher:
        return Fetcher(agent='Test', allowed=Allowed((HERE,)), allows_http=True)

    looking = Previews(
        store=world.store,
        actions=world.actions.previews,
        bodies=world.bodies,
        make_fetcher=make_fetcher,
        allows_http=True,
    )
    looking.start()
    yield looking
    await looking.stop()


async def row(world: World, ordinal: int) -> Message:
    """A message as it stands now."""
    return await world.actions.messages.read_message(world.bob.id, world.watercooler.id, ordinal)


async def shown(world: World, ordinal: int) -> list[LinkPreview]:
    """Wait until a message shows what it links to."""
    assert await eventually(lambda: (held := world.store.row(world.watercooler.id, ordinal)) and held.previews)
    return list((await row(world, ordinal)).previews or ())


async def settled(previews: Previews) -> None:
    """Wait until nothing is looked at any more."""
    assert await eventually(lambda: not previews._running)


async def test_a_message_shows_what_it_links_to(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        sent = await world.say(world.alice, f'see http://{HERE}:{there.port}/today')
        (preview,) = await shown(world, sent.ordinal)
    assert (preview.title, preview.site, preview.picture) == ('Soup', HERE, None)
    assert preview.url == f'http://{HERE}:{there.port}/today'
    for _ in range(2):
        assert (await row(world, sent.ordinal)).previews == (preview,)
        await world.restart()


async def test_a_picture_is_kept_small_and_given_to_members_alone(world: World, previews: Previews):
    whole = page(b'<title>Soup</title><meta property="og:image" content="/pot.png">', **HTML)
    async with site(whole, page(picture(900, 600), **{'Content-Type': 'image/png'})) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/')
        (preview,) = await shown(world, sent.ordinal)
    read, where = world.actions.previews.read_preview, world.watercooler.id
    content = await read(world.bob.id, where, preview.picture_id)
    with Image.open(BytesIO(content)) as small:
        assert (small.format, small.size) == ('WEBP', (PORTRAIT_PIXELS, PORTRAIT_PIXELS))
    for who, group in ((world.carol, where), (world.bob, world.design.id)):
        with pytest.raises(NotFound):
            await read(who.id, group, preview.picture_id)
    await world.actions.messages.delete_message(world.alice.id, where, sent.ordinal, rid())
    with pytest.raises(NotFound):
        await read(world.bob.id, where, preview.picture_id)
    assert not await world.blobs.has(preview.picture)


@pytest.mark.parametrize('content', [SVG, bomb(), b'no picture', picture()[:20]])
async def test_what_is_no_picture_is_left_out(world: World, previews: Previews, content: bytes):
    whole = page(b'<title>Soup</title><meta property="og:image" content="/pot.png">', **HTML)
    async with site(whole, page(content, **{'Content-Type': 'image/png'})) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/')
        (preview,) = await shown(world, sent.ordinal)
    assert (preview.title, preview.picture_id) == ('Soup', None)


async def test_a_page_is_asked_for_once_however_many_link_to_it(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        for who in (world.alice, world.bob, world.robo):
            sent = await world.say(who, f'http://{HERE}:{there.port}/')
        await shown(world, sent.ordinal)
        await settled(previews)
        assert len(there.requests) == 1


async def test_a_card_leads_to_the_part_of_a_page_that_was_linked(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        url = f'http://{HERE}:{there.port}/menu'
        edit, where = world.actions.messages.edit_message, world.watercooler.id
        sent = await world.say(world.alice, f'{url}#soup {url}#salad')
        assert [each.url for each in await shown(world, sent.ordinal)] == [f'{url}#soup']
        await edit(world.alice.id, where, sent.ordinal, f'{url}#salad', rid())
        assert [each.url for each in await shown(world, sent.ordinal)] == [f'{url}#salad']
        await settled(previews)
        assert [each.partition(' HTTP')[0] for each in there.requests] == ['GET /menu']


async def test_what_links_elsewhere_after_an_edit_shows_that(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML), page(b'<title>Salad</title>', **HTML)) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/a')
        await shown(world, sent.ordinal)
        new = f'http://{HERE}:{there.port}/b'
        edit, where = world.actions.messages.edit_message, world.watercooler.id
        await edit(world.alice.id, where, sent.ordinal, new, rid())
        assert [each.title for each in await shown(world, sent.ordinal)] == ['Salad']
    await edit(world.alice.id, where, sent.ordinal, 'never mind', rid())
    assert not (await row(world, sent.ordinal)).previews


async def test_what_links_to_the_same_pages_after_an_edit_keeps_their_cards(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        url = f'http://{HERE}:{there.port}/a'
        sent = await world.say(world.alice, f'se {url}')
        seen = await shown(world, sent.ordinal)
        edit, where = world.actions.messages.edit_message, world.watercooler.id
        await edit(world.alice.id, where, sent.ordinal, f'see **{url}**', rid())
        assert list((await row(world, sent.ordinal)).previews or ()) == seen
        await edit(world.alice.id, where, sent.ordinal, f'see `{url}`', rid())
        assert not (await row(world, sent.ordinal)).previews
        await settled(previews)
        assert len(there.requests) == 1
    await world.restart()
    assert not (await row(world, sent.ordinal)).previews


async def test_of_many_links_the_first_three_are_shown(world: World, previews: Previews):
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        urls = [f'http://{HERE}:{there.port}/{number}' for number in range(5)]
        sent = await world.say(world.alice, ' '.join(urls))
        assert [each.url for each in await shown(world, sent.ordinal)] == urls[:3]
        assert len(there.requests) == 3


async def test_who_wrote_it_takes_the_preview_away_for_good(world: World, previews: Previews):
    remove, where = world.actions.previews.remove_previews, world.watercooler.id
    async with site(page(b'<title>Soup</title>', **HTML)) as there:
        sent = await world.say(world.bob, f'http://{HERE}:{there.port}/')
        await shown(world, sent.ordinal)
        with pytest.raises(Refused, match='previews'):
            await remove(world.robo.id, where, sent.ordinal, rid())
        await remove(world.bob.id, where, sent.ordinal, rid())
        assert (await row(world, sent.ordinal)).previews == ()
        text = f'http://{HERE}:{there.port}/again'
        await world.actions.messages.edit_message(world.bob.id, where, sent.ordinal, text, rid())
        await settled(previews)
    assert (await row(world, sent.ordinal)).previews == ()


async def test_a_message_that_is_deleted_meanwhile_shows_nothing(world: World, previews: Previews):
    may_answer = asyncio.Event()

    async def late(writer: asyncio.StreamWriter) -> None:
        await may_answer.wait()
        writer.write(page(b'<title>Soup</title>', **HTML))
        await writer.drain()

    async with site(late) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/')
        assert await eventually(lambda: there.requests)
        await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, sent.ordinal, rid())
        may_answer.set()
        await settled(previews)
    (held,) = await world.journal.messages(world.watercooler.id, first=sent.ordinal, last=sent.ordinal)
    assert held.previews is None


@pytest.mark.parametrize(
    'answer',
    [
        page(b'<title>Soup</title>', '404 Not Found', **HTML),
        page(b'', '302 Found', Location='http://127.0.0.2/'),
        page(b'', '302 Found', Location='/'),
        page(b'{}', **{'Content-Type': 'application/json'}),
        page(b'<title>Soup</title>' + b'<div>' * 100_000, **HTML),
        page(b'\x1f\x8b' + bytes(100), **HTML, **{'Content-Encoding': 'gzip'}),
        b'nonsense\r\n\r\n',
    ],
)
async def test_whatever_goes_wrong_there_nothing_is_shown(world: World, previews: Previews, answer: bytes):
    async with site(answer) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/')
        assert await eventually(lambda: there.requests)
        await settled(previews)
    assert (await row(world, sent.ordinal)).previews is None


async def test_of_an_endless_page_only_the_beginning_is_read(world: World, previews: Previews):
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Soup</title>')
        while True:
            writer.write(b' ' * 65_536)
            await writer.drain()

    async with site(endless) as there:
        sent = await world.say(world.alice, f'http://{HERE}:{there.port}/')
        assert [each.title for each in await shown(world, sent.ordinal)] == ['Soup']
