"""The popup one reacts by: what is at hand, what is found, what is chosen."""

import html
import re

import pytest
from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments
from nicegui.testing import User

from messenger.components.emoji_picker import EmojiPicker
from messenger.components.reacting import QUICK, RECENT, Reacting
from messenger.model.ids import Ordinal
from tests.world import World, rid


class Chosen:
    """Remembers what was picked."""

    def __init__(self) -> None:
        self.emoji: list[str] = []

    async def __call__(self, emoji: str) -> None:
        self.emoji.append(emoji)


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def picker(viewer: User, chosen: Chosen) -> EmojiPicker:
    with viewer:
        return EmojiPicker(chosen, at_hand=('👍', '🎉'), mine={'🎉'})


async def tell(picker: EmojiPicker, *said: object) -> None:
    """Say what was done in the browser."""
    element = picker.element
    with element:
        await picker._on_event(GenericEventArguments(sender=element, client=element.client, args=list(said)))


def offered(element: Element) -> list[str]:
    return re.findall('data-emoji="([^"]+)"', element.props['innerHTML'])


async def test_it_opens_with_one_category_and_shows_another_when_asked(picker: EmojiPicker) -> None:
    assert offered(picker._grid)[0] == '😀'
    assert '🍕' not in offered(picker._grid)
    await tell(picker, 'category', 'Food')
    assert '🍕' in offered(picker._grid)
    assert [name for name, tab in picker._tabs.items() if tab.props['aria-pressed'] == 'true'] == ['Food']
    assert picker._heading.props['innerHTML'] == 'Food'


async def test_a_search_shows_what_it_found_and_an_empty_one_the_category_again(picker: EmojiPicker) -> None:
    before = offered(picker._grid)
    await tell(picker, 'search', 'pizza')
    assert offered(picker._grid) == ['🍕']
    assert picker._heading.props['innerHTML'] == '1 found'
    await tell(picker, 'search', 'qwertyuiop')
    assert offered(picker._grid) == []
    assert 'another word' in picker._heading.props['innerHTML']
    await tell(picker, 'search', ' ')
    assert offered(picker._grid) == before


async def test_an_emoji_itself_is_found_with_its_skin_tone(picker: EmojiPicker) -> None:
    await tell(picker, 'search', ' 👍🏽 ')
    assert offered(picker._grid) == ['👍🏽']


async def test_enter_chooses_the_first_of_what_is_written_even_if_it_is_not_shown_yet(
    picker: EmojiPicker, chosen: Chosen
) -> None:
    await tell(picker, 'first', 'rocket')
    await tell(picker, 'first', '')
    await tell(picker, 'first', 'qwertyuiop')
    assert chosen.emoji == ['🚀']


@pytest.mark.parametrize(
    'said', [['pick', '<b>'], ['pick', 3], ['pick'], ['category', 'Nowhere'], ['first', None], ['x', 'y'], []]
)
async def test_what_no_page_of_ours_says_changes_nothing(picker: EmojiPicker, chosen: Chosen, said: list) -> None:
    before = offered(picker._grid)
    await tell(picker, *said)
    assert chosen.emoji == []
    assert offered(picker._grid) == before


async def test_every_button_says_its_name_and_is_whole_markup(picker: EmojiPicker) -> None:
    for category in picker._tabs:
        await tell(picker, 'category', category)
        buttons = picker._grid.props['innerHTML']
        names = re.findall('aria-label="([^"<>]+)"', buttons)
        assert len(names) == buttons.count('<button') == buttons.count('</button>')
        assert html.escape(html.unescape(names[-1])) == names[-1]
        assert '&' not in re.sub('&(?:amp|#x27);', '', buttons)


async def test_mine_are_pressed_at_the_top(picker: EmojiPicker) -> None:
    top = next(iter(picker.element)).props['innerHTML']
    assert re.findall('aria-pressed="([a-z]+)"', top) == ['false', 'true']


@pytest.fixture
async def tea(world: World) -> Ordinal:
    return (await world.say(world.alice, 'Tea?')).ordinal


@pytest.fixture
def reacting(world: World, viewer: User) -> Reacting:
    with viewer:
        return Reacting(
            reactions=world.actions.reactions,
            messages=world.actions.messages,
            reading=world.actions.reading,
            store=world.store,
            member_id=world.bob.id,
            group_id=world.watercooler.id,
            within='log',
        )


async def test_what_one_chose_lately_is_at_hand_the_next_time(world: World, reacting: Reacting) -> None:
    for emoji in ('🍕', '🚀', '🍕', QUICK[0]):
        reacting._note(emoji)
    assert reacting._recent() == ['🍕', '🚀']
    for number in range(20):
        reacting._note(chr(0x1F400 + number))
    assert len(reacting._recent()) == 8
    assert world.store.preference(world.bob.id, RECENT).startswith('🐓')


async def test_a_click_on_a_reaction_joins_and_leaves_it(world: World, tea: Ordinal, reacting: Reacting) -> None:
    for expected in (1, 0):
        await reacting.toggle(tea, '👍')
        row = await world.actions.messages.read_message(world.bob.id, world.watercooler.id, tea)
        assert len(row.reactions) == expected


async def test_a_refusal_is_said(world: World, tea: Ordinal, reacting: Reacting, viewer: User) -> None:
    await world.actions.messages.delete_message(world.alice.id, world.watercooler.id, tea, rid())
    with viewer:
        await reacting.toggle(tea, '👍')
        await reacting.open(tea)
    await viewer.should_see('message does not exist')
    with viewer:
        assert not [each for each in ui.context.client.elements.values() if each.tag == 'q-menu']


async def test_the_popup_opens_with_what_is_at_hand_and_mine(
    world: World, tea: Ordinal, reacting: Reacting, viewer: User
) -> None:
    await reacting.toggle(tea, QUICK[1])
    with viewer:
        await reacting.open(tea)
        [menu] = [each for each in ui.context.client.elements.values() if each.tag == 'q-menu']
    assert (menu.props['role'], menu.props['aria-label']) == ('dialog', 'Choose a reaction')
    top = next(each for each in menu.descendants() if 'emoji-grid' in each.classes)
    assert offered(top) == list(QUICK)
    assert re.findall('aria-pressed="true" data-emoji="([^"]+)"', top.props['innerHTML']) == [QUICK[1]]
