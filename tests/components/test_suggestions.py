"""What is offered while somebody types a name behind a sign."""

import pytest
from nicegui.testing import User

from messenger.components.suggestions import MOST, options, suggest_emoji, suggest_members, suggesters
from messenger.model.mentions import find_mentions
from tests.world import World, rid


def names(world: World, typed: str) -> list[str]:
    """Who is offered to Alice at the watercooler."""
    return [each.name for each in suggest_members(world.store, world.watercooler.id, world.alice.id, typed)]


async def bring(world: World, *new: str) -> None:
    """Let more people join the watercooler."""
    for name in new:
        await world.join(await world.register(name), world.watercooler)


async def test_with_nothing_typed_those_who_spoke_lately_come_first(world: World) -> None:
    await bring(world, 'Zoë')
    await world.say(world.robo, 'first')
    await world.say(world.bob, 'last')
    assert names(world, '') == ['Bob', 'Robo', 'Zoë']


async def test_oneself_and_outsiders_are_not_offered(world: World) -> None:
    assert names(world, 'a') == []
    assert names(world, 'Carol') == []
    assert suggest_members(world.store, world.watercooler.id, world.carol.id, 'B') == []


async def test_a_name_is_found_by_any_part_the_best_first(world: World) -> None:
    await bring(world, 'Ann', 'Hannah', 'Mary Ann', 'Anna')
    assert names(world, 'ann') == ['Ann', 'Anna', 'Mary Ann', 'Hannah']
    assert names(world, 'Ann ') == []
    assert names(world, 'mary a') == ['Mary Ann']


async def test_accents_need_not_be_typed(world: World) -> None:
    await bring(world, 'José')
    assert names(world, 'jose') == names(world, 'JOSÉ') == ['José']


@pytest.mark.parametrize('name', ['Ann Lee', '(bot) 7', "O'Neil", '天气', 'C++', 'R2-D2'])
async def test_what_is_put_into_the_box_is_a_mention(world: World, name: str) -> None:
    await bring(world, name)
    (found,) = suggest_members(world.store, world.watercooler.id, world.alice.id, name)
    mentions = find_mentions(f'hi {found.insert}and more', world.store.member_named)
    assert [mention.name for mention in mentions] == [name]


async def test_a_renamed_member_is_found_by_the_new_name(world: World) -> None:
    await world.actions.members.rename(world.bob.id, world.bob.id, 'Robert', rid())
    assert names(world, 'rob') == ['Robert', 'Robo']
    assert names(world, 'bob') == []


@pytest.mark.parametrize(
    ('typed', 'picture'), [('thu', '👍'), ('tad', '🎉'), ('hea', '❤️'), ('smi', '😄'), ('+1', '👍'), ('thumbs_u', '👍')]
)
def test_an_emoji_is_found_by_the_beginning_of_its_name(typed, picture):
    assert suggest_emoji(typed)[0].insert == f'{picture} '


@pytest.mark.parametrize(
    ('language', 'typed', 'picture', 'code'),
    [('de', 'daum', '👍', ':thumbs_up:'), ('de_AT', 'thu', '👍', ':thumbsup:'), ('ar', 'قلبا', '💕', ':two_hearts:')],
)
def test_an_emoji_is_found_in_the_readers_language_and_in_english(language, typed, picture, code):
    """Beside it stands what everybody may write between colons."""
    found = suggest_emoji(typed, language)[0]
    assert (found.insert, found.beside) == (f'{picture} ', code)


def test_every_line_holds_what_was_typed_so_that_the_browser_keeps_it():
    for typed in ('thu', 'smi', 'thumbs_u', 'hea', '100', 'jack-o'):
        assert all(typed in each.key for each in suggest_emoji(typed)), typed
    assert all('straß' in each.key for each in suggest_emoji('straß', 'de'))


def test_there_are_only_so_many_lines_and_none_for_what_has_no_name():
    assert len(suggest_emoji('fa')) == MOST
    assert suggest_emoji('qqqq') == []


async def test_a_hostile_name_is_only_text(world: World) -> None:
    await bring(world, '"><img src=x>')
    html = options('@', suggest_members(world.store, world.watercooler.id, world.alice.id, 'img'))
    assert '<img' not in html
    assert '"&gt;' not in html


async def test_everyone_is_offered_behind_the_members_to_who_may(world: World, viewer: User) -> None:
    def offered(typed: str, *, may_call: bool) -> list[str]:
        suggest = suggesters(world.store, world.watercooler.id, world.bob.id, may_call=lambda: may_call)
        with viewer:
            return [each.insert for each in suggest['@'](typed)]

    assert offered('al', may_call=True) == ['@Alice ', '@all ']
    assert offered('', may_call=True)[-2:] == ['@all ', '@here ']
    assert offered('', may_call=False) == ['@Alice ', '@Robo ']
