"""The rendering process: what is long is rendered elsewhere, and what hangs is ended."""

import asyncio

import pytest

from messenger.model.message import Mention
from messenger.rendering.process import Busy, RenderingProcess, TookTooLong

STUCK = 'tests.rendering.stuck_worker'


@pytest.fixture
async def process():
    process = RenderingProcess(limit_seconds=10)
    yield process
    await process.stop()


@pytest.fixture
async def stuck():
    process = RenderingProcess(limit_seconds=1, wait_seconds=0.1, module=STUCK)
    yield process
    await process.stop()


async def test_a_text_is_rendered_with_its_mentions_and_its_code_in_colour(process):
    alice = Mention(member_id='aliceaaaaaaa', name='Alice')
    html = await process.render('@Alice\n```python\nif x: pass\n```', (alice,))
    assert 'mention for-aliceaaaaaaa' in html
    assert '<span class="tok-keyword">if</span>' in html


async def test_texts_of_any_characters_survive_the_way_there_and_back(process):
    assert (
        await process.render('é\u2028\n\ud800 "\\ 👍', ())
        == '<div class="prose"><p dir="auto">é\u2028<br>\ufffd "\\ 👍</p></div>'
    )


async def test_many_at_once_are_each_given_their_own(process):
    texts = [f'*{number}*' for number in range(20)]
    pages = await asyncio.gather(*(process.render(text, ()) for text in texts))
    assert [f'<em>{number}</em>' in page for number, page in enumerate(pages)] == [True] * 20


async def test_a_language_seen_first_does_not_cost_the_text_its_time():
    process = RenderingProcess(limit_seconds=1, module='tests.rendering.slow_start_worker')
    try:
        assert await process.render('```python\nx\n``` and more', ()) == '<p>python</p>'
    finally:
        await process.stop()


@pytest.mark.parametrize('word', ['hang', 'die', 'nonsense', 'nothing'])
async def test_a_text_that_hangs_kills_or_confuses_the_process_is_given_up_and_the_next_one_rendered(stuck, word):
    with pytest.raises(TookTooLong):
        await stuck.render(word, ())
    assert await stuck.render('abc', ()) == '<p>3</p>'


async def test_a_text_is_turned_away_while_others_take_long(stuck):
    await stuck.render('warm', ())
    hanging = asyncio.create_task(stuck.render('hang', ()))
    await asyncio.sleep(0)  # it has taken its turn
    with pytest.raises(Busy):
        await stuck.render('abc', ())
    with pytest.raises(TookTooLong):
        await hanging


async def test_an_asker_who_gives_up_does_not_leave_its_answer_to_the_next(stuck):
    await stuck.render('warm', ())
    asker = asyncio.create_task(stuck.render('hang', ()))
    await asyncio.sleep(0.05)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    assert await stuck.render('abcd', ()) == '<p>4</p>'


async def test_after_a_stop_nothing_runs_and_a_later_text_starts_anew(process):
    await process.render('*a*', ())
    await process.stop()
    await process.stop()
    assert '<em>b</em>' in await process.render('*b*', ())
