"""Searching; each test runs on each journal."""

from dataclasses import replace
from datetime import UTC, date
from typing import Any

import pytest

from messenger.model.attachment import Attachment, AttachmentId, Sha256
from messenger.model.changes import MessageSent
from messenger.model.ids import GroupId, Ordinal, new_id
from messenger.model.search import Content, Sought, day_begins
from tests.journal.story import ALICE, BOB, CAROL, DESIGN, ROBO, WATERCOOLER, Story

BOTH = (WATERCOOLER, DESIGN)
CAT = Attachment(
    id=AttachmentId('cat222222222'),
    sha256=Sha256('ab' * 32),
    name='cat',
    media_type='image/png',
    size_bytes=7,
    width=2,
    height=3,
)
NOTES = replace(
    CAT, sha256=Sha256('cd' * 32), name='"media_type": "image/', media_type='text/plain', width=None, height=None
)


async def _found(story: Story, *words: str, groups: tuple[GroupId, ...] = BOTH, **sought: Any) -> list[str]:
    hits = await story.journal.search(Sought(words=words, group_ids=groups, **sought))
    return [message.text for message in hits]


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


@pytest.mark.parametrize('words', [[''], ['   '], ['\u0301']])
async def test_words_of_which_nothing_is_left_find_nothing(story: Story, words: list[str]):
    await story.say(ALICE, 'hello')

    assert await _found(story, *words) == []


async def test_without_words_everything_that_was_said_fits(story: Story):
    await story.say(ALICE, 'hello')
    await story.say(BOB, 'good morning', DESIGN)

    assert await _found(story) == ['good morning', 'hello']
    assert await _found(story, groups=(WATERCOOLER,)) == ['hello']


@pytest.mark.parametrize('words', [(), ('tea',), ('te',)])
async def test_authors_are_told_apart(story: Story, words: tuple[str, ...]):
    for author in (ALICE, BOB, ROBO):
        await story.say(author, f'tea {author}')

    assert await _found(story, *words, author_ids=(BOB,)) == [f'tea {BOB}']
    assert await _found(story, *words, author_ids=(ALICE, ROBO)) == [f'tea {ROBO}', f'tea {ALICE}']
    assert await _found(story, *words, author_ids=(CAROL,)) == []


async def test_links_are_found(story: Story):
    await story.say(ALICE, 'look at https://example.org/a')
    await story.say(ALICE, 'or [here](HTTP://example.org)')
    await story.say(ALICE, 'the http protocol: read s://')

    assert await _found(story, holds=frozenset({Content.LINK})) == [
        'or [here](HTTP://example.org)',
        'look at https://example.org/a',
    ]
    assert await _found(story, 'look', holds=frozenset({Content.LINK})) == ['look at https://example.org/a']


async def test_files_and_pictures_are_found_with_and_without_words(story: Story):
    for text, files in (('cats', (CAT,)), ('', (CAT, NOTES)), ('', (NOTES,)), ('no file', ())):
        await story.ask(MessageSent(group_id=WATERCOOLER, author_id=ALICE, text=text, attachments=_anew(files)), ALICE)
    taken_back = await story.say(ALICE, 'cats')
    await story.delete(ALICE, taken_back)

    async def places(*words: str, **sought: Any) -> list[int]:
        hits = await story.journal.search(Sought(words=words, group_ids=BOTH, **sought))
        return [hit.ordinal - taken_back for hit in hits]

    assert await places(holds=frozenset({Content.FILE})) == [-2, -3, -4]
    assert await places(holds=frozenset({Content.IMAGE})) == [-3, -4]
    assert await places('cat', holds=frozenset({Content.FILE})) == [-4]
    assert await places('no', holds=frozenset({Content.FILE})) == []
    assert await places(author_ids=(ALICE,)) == [-1, -2, -3, -4]


def _anew(files: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(replace(each, id=AttachmentId(new_id())) for each in files)


@pytest.mark.parametrize('words', [(), ('message',), ('me',)])
async def test_days_bound_what_is_found(story: Story, words: tuple[str, ...]):
    for index in range(3):
        await story.say(ALICE, f'message {index}')
    first, second, third = reversed(await story.journal.search(Sought(group_ids=BOTH)))

    assert await _found(story, *words, since=second.sent_at) == ['message 2', 'message 1']
    assert await _found(story, *words, until=second.sent_at) == ['message 0']
    assert await _found(story, *words, since=second.sent_at, until=third.sent_at) == ['message 1']
    assert await _found(story, *words, since=third.sent_at, until=first.sent_at) == []
    assert await _found(story, *words, until=day_begins(date.min, UTC)) == []
    assert await _found(story, *words, since=day_begins(date.max, UTC)) == []
    assert len(await _found(story, *words, since=day_begins(date.min, UTC), until=day_begins(date.max, UTC))) == 3


@pytest.mark.parametrize('word', ['hello', 'he'])
async def test_only_the_asked_groups_are_searched(story: Story, word: str):
    await story.say(ALICE, 'hello design', DESIGN)
    await story.say(ALICE, 'hello watercooler')

    assert await _found(story, word, groups=(WATERCOOLER,)) == ['hello watercooler']
    assert await _found(story, word, groups=()) == []


@pytest.mark.parametrize('word', ['message', 'me'])
async def test_the_newest_come_first_up_to_the_limit_and_go_on_below_a_place(story: Story, word: str):
    for index in range(5):
        await story.say(ALICE, f'message {index}', BOTH[index % 2])

    sought = Sought(words=(word,), group_ids=BOTH)
    assert await _found(story, word) == [f'message {index}' for index in (4, 3, 2, 1, 0)]
    newest = await story.journal.search(sought, limit=2)
    below = (newest[-1].group_id, newest[-1].ordinal)
    older = await story.journal.search(sought, below=below, limit=2)
    assert [message.text for message in older] == ['message 2', 'message 1']
    assert await story.journal.search(sought, below=(WATERCOOLER, Ordinal(99))) == []


async def test_a_moment_has_a_first_row_in_a_group(story: Story):
    await story.say(ALICE, 'one')
    await story.say(ALICE, 'two')
    rows = await story.journal.messages(WATERCOOLER, first=Ordinal(1), last=Ordinal(99))
    moments = [row.sent_at for row in rows]

    found = [await story.journal.first_at(WATERCOOLER, moment) for moment in moments]
    assert found == [1 + moments.index(moment) for moment in moments]
    assert await story.journal.first_at(WATERCOOLER, day_begins(date.min, UTC)) == 1
    assert await story.journal.first_at(WATERCOOLER, day_begins(date.max, UTC)) == len(rows) + 1
    assert await story.journal.first_at(GroupId('nowhere22222'), moments[0]) == 1


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
