"""Searching; each test runs on each journal."""

from datetime import UTC, datetime

import pytest

from messenger.model.ids import GroupId, Ordinal
from tests.journal.story import ALICE, BOB, DESIGN, WATERCOOLER, Story


async def _found(story: Story, *words: str, groups: tuple[GroupId, ...] = (WATERCOOLER, DESIGN)) -> list[str]:
    return [message.text for message in await story.journal.search(words, groups)]


@pytest.mark.parametrize(
    ('text', 'word'),
    [
        ('The Quick brown fox', 'quick'),
        ('The Quick brown fox', 'own f'),
        ('Crème brûlée', 'creme BRULEE'),
        ('creme brulee', 'Crème'),
        ('Ｆｕｌｌｗｉｄｔｈ', 'fullwidth'),
        ('Straße', 'STRASSE'),
        ('今天天气很好', '天气'),
        ('今天天气很好', '气'),
        ('今天天气很好', '天气很好'),
        ('がぎぐげご', 'ぎぐげ'),
        ('Привет, мир', 'ПРИВЕТ'),
        ('use C++ or C#', 'c++'),
        ('a -> b', '->'),
        ('a -> b', 'a -> b'),
        ('100% sure', '0%'),
        ('snake_case', '_case'),
        ('say "hi" now', '"hi"'),
        ("it's", "t's"),
        ('back\\slash', 'k\\s'),
        ('NEAR(a b)', 'near(a'),
        ('a AND b', 'AND'),
        ('x OR y*', 'y*'),
        ('🎉 party', '🎉'),
        ('two\nlines', 'two\nlines'),
    ],
)
async def test_a_message_is_found_by_what_stands_in_it(story: Story, text: str, word: str):
    await story.say(ALICE, 'something else')
    await story.say(ALICE, text)

    assert await _found(story, word) == [text]


@pytest.mark.parametrize('word', ['カ', 'quicker', '%', '_', '"', '""', 'quick*', 'fox OR cat', "'; --", 'ぎ', '\\'])
async def test_a_message_is_not_found_by_what_does_not_stand_in_it(story: Story, word: str):
    await story.say(ALICE, 'The quick brown fox がき')

    assert await _found(story, word) == []


async def test_every_word_must_stand_in_it(story: Story):
    await story.say(ALICE, 'apples and pears')
    await story.say(ALICE, 'pears and plums')

    assert await _found(story, 'pears') == ['pears and plums', 'apples and pears']
    assert await _found(story, 'pears', 'app') == ['apples and pears']
    assert await _found(story, 'pears', 'pl') == ['pears and plums', 'apples and pears']
    assert await _found(story, 'pears', 'um') == ['pears and plums']
    assert await _found(story, 'apples', 'plums') == []


@pytest.mark.parametrize('words', [[], [''], ['   ']])
async def test_no_words_find_nothing(story: Story, words: list[str]):
    await story.say(ALICE, 'hello')

    assert await _found(story, *words) == []


@pytest.mark.parametrize('word', ['hello', 'he'])
async def test_only_the_asked_groups_are_searched(story: Story, word: str):
    await story.say(ALICE, 'hello design', DESIGN)
    await story.say(ALICE, 'hello watercooler')

    assert await _found(story, word, groups=(WATERCOOLER,)) == ['hello watercooler']
    assert await _found(story, word, groups=()) == []


@pytest.mark.parametrize('word', ['message', 'me'])
async def test_the_newest_come_first_up_to_the_limit_and_before_a_time(story: Story, word: str):
    for index in range(5):
        await story.say(ALICE, f'message {index}', (WATERCOOLER, DESIGN)[index % 2])

    assert await _found(story, word) == [f'message {index}' for index in (4, 3, 2, 1, 0)]
    newest = await story.journal.search([word], [WATERCOOLER, DESIGN], limit=2)
    older = await story.journal.search([word], [WATERCOOLER, DESIGN], before=newest[-1].sent_at, limit=2)
    assert [message.text for message in older] == ['message 2', 'message 1']
    assert await story.journal.search([word], [WATERCOOLER], before=datetime(2001, 1, 1, tzinfo=UTC)) == []


async def test_a_search_follows_edits_and_deletions(story: Story):
    target = await story.say(ALICE, 'the first wording')
    other = await story.say(BOB, 'the first joke')
    await story.edit(ALICE, target, 'the second wording')
    await story.delete(ALICE, other)

    assert await _found(story, 'first') == []
    assert await _found(story, 'second') == ['the second wording']


async def test_notices_are_not_found(story: Story):
    await story.rename_group(ALICE, 'Kitchen')

    assert await _found(story, 'Kitchen') == []
    assert await _found(story, 'renamed') == []


async def test_a_long_phrase_is_compared_to_its_end(story: Story):
    long = ' '.join(f'word{index}' for index in range(60))
    await story.say(ALICE, long)

    assert await _found(story, long) == [long]
    assert await _found(story, f'{long}!') == []


async def test_a_group_that_was_deleted_is_not_found_beside_one_that_stays(story: Story):
    await story.say(ALICE, 'hello there')
    await story.say(ALICE, 'hello design', DESIGN)
    await story.delete_group()

    assert await _found(story, 'hello') == ['hello design']
    assert await story.journal.message(WATERCOOLER, Ordinal(4)) is None
