"""The line of the group list that says what was said last."""

import time

import pytest

from messenger.components.preview import CHARACTERS, plain_line, preview
from tests.files import picture


@pytest.mark.parametrize(
    ('text', 'line'),
    [
        ('plain words', 'plain words'),
        ('two\nlines', 'two lines'),
        ('**bold**, *italic*, ~~gone~~ and `code`', 'bold, italic, gone and code'),
        ('see [the notes](https://example.org/a)', 'see the notes'),
        ('> quoted\nand an answer', 'quoted and an answer'),
        ('# heading', 'heading'),
        ('- one\n- two', 'one two'),
        ('```py\nprint(1)\n```', 'print(1)'),
        ('snake_case and 2*3*4 stay', 'snake_case and 2*3*4 stay'),
        ('<b>&amp;', '<b>&amp;'),
        ('- [ ] milk\n- [x] eggs', 'milk eggs'),
        ('| a | b |\n|---|:-:|\n| 1 | 2 |', 'a | b 1 | 2'),
        ('he ||did|| it', 'he ▒▒▒ it'),
        ('||' + 'long ' * 200 + 'end||', '▒▒▒'),
        ('a || b', 'a || b'),
    ],
)
def test_marks_of_markdown_are_left_out(text, line):
    assert plain_line(text) == line


def test_a_long_text_ends_in_an_ellipsis():
    line = plain_line('word ' * 2_000)
    assert len(line) <= CHARACTERS
    assert line.endswith('…')


@pytest.mark.parametrize('text', ['\n', ' \n', ' ', '| ', '-', '-|', '[a', '- ', '||a ', 'a||'])
def test_a_hostile_text_takes_time_in_proportion_to_its_length(text):
    """A line of it may be wanted from a whole text, as where something was found in it."""
    long = 'a' + text * (9_000 // len(text)) + 'b'
    began = time.process_time()
    plain_line(long, len(long))
    assert time.process_time() - began < 0.5


async def test_it_says_who_said_it(world):
    await world.say(world.bob, 'hello')
    newest = world.store.newest(world.watercooler.id)
    assert preview(newest, world.alice.id, world.store, 'en') == 'Bob: hello'
    assert preview(newest, world.bob.id, world.store, 'en') == 'You: hello'


async def test_it_is_empty_before_anybody_says_anything(world):
    assert preview(world.store.newest(world.design.id), world.alice.id, world.store, 'en') == ''


async def test_files_stand_in_for_words(world):
    await world.send(world.bob, '', await world.upload(world.bob, 'cat.png', picture()))
    newest = world.store.newest(world.watercooler.id)
    assert preview(newest, world.alice.id, world.store, 'en') == 'Bob: Picture'
    assert preview(newest, world.bob.id, world.store, 'en') == 'You: Picture'
