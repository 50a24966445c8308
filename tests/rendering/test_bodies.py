"""Bodies: quick, kept, and never in the loop's way."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.message import Mention, Message
from messenger.rendering.bodies import INLINE_CHARACTERS, Bodies
from messenger.rendering.process import RenderingProcess
from messenger.rendering.renderer import Renderer
from messenger.rendering.safe_html import SafeHtml

STUCK = 'tests.rendering.stuck_worker'
LOOP_BLOCKED_SECONDS = 0.05
CODE = '```python\nif x: pass\n```'
LONG = '*a* ' * INLINE_CHARACTERS
PATHOLOGICAL = [
    '[',
    '[a](',
    '[a](http://(',
    '![',
    '](',
    '[]',
    '>',
    '> ',
    '*a ',
    '**a ',
    '*_',
    '_a_ ',
    '~~a ',
    '`',
    '`` ` ',
    '- ',
    '- a\n',
    '1. a\n',
    '  - a\n',
    '\n',
    'a\n',
    'http://a',
    'http://a.b/(',
    'mailto:a@',
    '@Alice ',
    '\\*',
    '<',
    '&',
    '```\na\n```\n',
    '``` ',
    '```a ',
    '~',
    '~~~ ~ ',
    ' ',
    '\t- a\n',
    '>- ',
    'x',
    '👍',
    '[[a](http://b)',
    'a**b',
    '\u202e',
    ' \n',
]


def message(text, *mentions):
    return Message(
        group_id=GroupId('designaaaaaa'),
        ordinal=Ordinal(1),
        author_id=MemberId('aliceaaaaaaa'),
        text=text,
        mentions=mentions,
        sent_at=datetime(2024, 5, 1, tzinfo=UTC),
    )


@pytest.fixture
async def bodies():
    bodies = Bodies(process=RenderingProcess(limit_seconds=10))
    yield bodies
    await bodies.stop()


@pytest.fixture
async def hurried():
    """Bodies whose rendering process can hang."""
    bodies = Bodies(process=RenderingProcess(limit_seconds=1, wait_seconds=0.1, module=STUCK))
    yield bodies
    await bodies.stop()


async def test_a_usual_text_is_rendered_where_it_is_needed_and_only_once(bodies):
    first = bodies.html(message('*hi*'))
    assert first == '<div class="prose"><p dir="auto"><em>hi</em></p></div>'
    assert isinstance(first, SafeHtml)
    assert bodies.html(message('*hi*')) is first


async def test_the_same_text_with_other_mentions_is_another_body(bodies):
    alice = Mention(member_id=MemberId('aliceaaaaaaa'), name='Alice')
    assert 'mention' not in bodies.html(message('@Alice'))
    assert 'mention' in bodies.html(message('@Alice', alice))


@pytest.mark.parametrize(('text', 'sign'), [(CODE, 'tok-keyword'), (LONG, '<em>a</em>')])
async def test_long_texts_and_coloured_code_are_whole_once_prepared(bodies, text, sign):
    assert sign not in bodies.html(message(text))
    await bodies.prepare(text)
    assert sign in bodies.html(message(text))


async def test_started_bodies_have_their_process_ready():
    bodies = Bodies(process=RenderingProcess(limit_seconds=10))
    await bodies.start()
    try:
        started = bodies._process._process
        await bodies.prepare(CODE)
        assert started is not None
        assert bodies._process._process is started
        assert 'tok-keyword' in bodies.html(message(CODE))
    finally:
        await bodies.stop()


async def test_a_process_that_cannot_be_started_is_said_and_stops_nothing(caplog):
    bodies = Bodies(process=RenderingProcess(module='tests.rendering.no_such_worker'))
    await bodies.start()
    assert caplog.messages == ['rendering_not_started error=TookTooLong']
    await bodies.prepare(CODE)
    assert 'if x: pass' in bodies.html(message(CODE))
    await bodies.stop()


async def test_a_prepared_text_is_not_rendered_again(bodies):
    await bodies.prepare('*hi*')
    assert bodies.html(message('*hi*')) is bodies.html(message('*hi*'))


async def test_preparing_many_texts_lets_others_have_their_turn(bodies):
    turns = 0

    async def other():
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    task = asyncio.create_task(other())
    for number in range(50):
        await bodies.prepare(f'*{number}*')
    task.cancel()
    assert turns >= 49


async def test_a_text_that_takes_too_long_is_shown_plain_and_not_tried_again(hurried, caplog):
    text = 'hang *a*' + '\n' * INLINE_CHARACTERS + '<b>'
    await hurried.prepare(text)
    await hurried.prepare(text)
    assert hurried.html(message(text)).startswith('<div class="prose"><p dir="auto">hang *a*</p>')
    assert hurried.html(message(text)).endswith('&lt;b&gt;</p></div>')
    assert caplog.messages == [f'rendering_stopped characters={len(text)}']


async def test_a_text_that_found_no_turn_is_tried_again_later(hurried, caplog):
    await hurried.prepare(LONG)
    other = LONG + '*b*'
    hanging = asyncio.create_task(hurried.prepare('hang *a*' + LONG))
    await asyncio.sleep(0)  # it has taken its turn
    await hurried.prepare(other)
    assert '*a*' in hurried.html(message(other))
    await hanging
    await hurried.prepare(other)
    assert hurried.html(message(other)) == f'<p>{len(other)}</p>'
    assert caplog.messages[0] == f'rendering_busy characters={len(other)}'


async def test_no_text_of_ten_thousand_characters_blocks_the_loop(bodies):
    await bodies.prepare(CODE)
    for fragment in PATHOLOGICAL:
        assert await leaves_the_loop_free(bodies, (fragment * 10_000)[:10_000]), fragment


async def test_no_text_that_is_rendered_in_place_blocks_the_loop(bodies):
    for fragment in PATHOLOGICAL:
        assert await leaves_the_loop_free(bodies, (fragment * INLINE_CHARACTERS)[:INLINE_CHARACTERS]), fragment


async def leaves_the_loop_free(bodies, text):
    """Prepare and show a text and tell whether others had their turns in time, at one of three tries.

    What counts is the processor time of the loop's thread: the wall clock would measure what else the machine does.
    """
    alice = Mention(member_id=MemberId('aliceaaaaaaa'), name='Alice')
    for _ in range(3):
        fresh = Bodies(process=bodies._process)
        if await _longest_block(fresh, text, alice) < LOOP_BLOCKED_SECONDS:
            return True
    return False


async def _longest_block(bodies, text, *mentions):
    longest = 0.0

    async def watch():
        nonlocal longest
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, before = max(longest, now - before), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await bodies.prepare(text, mentions)
    bodies.html(message(text, *mentions))
    await asyncio.sleep(0)
    watching.cancel()
    return longest


class Defective(Renderer):
    """Fails at every text."""

    def render(self, text, mentions=(), *, colour=False):
        raise ZeroDivisionError(text)


async def test_a_text_at_which_the_renderer_fails_is_shown_as_its_characters_and_does_not_reach_the_log(caplog):
    bodies = Bodies(renderer=Defective())
    for text in ('**one** <b>', '**two** <b>'):
        await bodies.prepare(text)
        assert bodies.html(message(text)) == f'<div class="prose"><p dir="auto">{text[:8]}&lt;b&gt;</p></div>'
    assert 'rendering_failed characters=11 error=ZeroDivisionError' in caplog.text
    assert 'one' not in caplog.text


class Counting(Renderer):
    """Notes what it renders."""

    def __init__(self):
        super().__init__()
        self.rendered = []

    def render(self, text, mentions=(), *, colour=False):
        self.rendered.append(text)
        return super().render(text, mentions, colour=colour)


async def test_what_was_prepared_is_not_rendered_again():
    counting = Counting()
    bodies = Bodies(renderer=counting)
    await bodies.prepare('*hi*')
    assert counting.rendered == ['*hi*']
    await bodies.prepare('*hi*')
    assert 'em' in bodies.html(message('*hi*'))
    assert counting.rendered == ['*hi*']


async def test_the_texts_that_are_kept_with_their_markup_count_as_much_as_it():
    counting = Counting()
    bodies = Bodies(renderer=counting, cache_bytes=15_000)
    texts = [f'*{number}* ' + 'x' * 900 for number in range(10)]
    for text in (*texts, texts[0]):
        bodies.html(message(text))
    assert counting.rendered == [*texts, texts[0]]


def test_how_long_a_text_may_be_to_be_whole_unprepared():
    bodies = Bodies()
    assert '<em>' in bodies.html(message('*a*'.ljust(INLINE_CHARACTERS, 'x')))
    assert '<em>' not in bodies.html(message('*a*'.ljust(INLINE_CHARACTERS + 1, 'x')))


def test_a_long_text_with_nothing_but_a_mention_is_not_looked_through_for_it_unprepared():
    bob = Mention(member_id=MemberId('bobbobbobb22'), name='Bob')
    assert 'mention' not in Bodies().html(message('@Bob '.ljust(INLINE_CHARACTERS + 1, 'x'), bob))
