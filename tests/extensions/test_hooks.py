"""Each hook, as an extension uses it; one that fails or is slow holds nobody up for long."""

import asyncio
from datetime import timedelta

import pytest

from messenger.extensions.background import MOST_WAITING
from messenger.extensions.hooking import FAILURES_IN_A_ROW
from messenger.model.ids import new_request_id
from messenger.model.refused import Refused


@pytest.fixture
async def extensions(awaited_server):
    return awaited_server.app.extensions


async def say(server, text, name='Bob'):
    member_id = server.app.store.member_named(name).id
    await server.app.actions.messages.send_message(member_id, server.group().id, text, new_request_id())
    return server.app.store.newest(server.group().id).text


def report_of(extensions, name):
    return next(each for each in extensions.report() if each.name == name)


async def test_before_message_changes_a_text(write, awaited_server, extensions):
    await extensions.load(
        write(
            'loud',
            """
            from messenger import hook

            @hook
            def before_message(text):
                return text.upper()
            """,
        )
    )
    assert await say(awaited_server, 'hello') == 'HELLO'
    assert report_of(extensions, 'loud').hooks == ('before_message',)


async def test_before_message_refuses_with_a_reason_and_may_be_asynchronous(write, awaited_server, extensions):
    await extensions.load(
        write(
            'kind',
            """
            from messenger import Refused, hook

            @hook
            async def before_message(member, group, text):
                if 'rude' in text:
                    raise Refused('rude', f'Please be kind in {group.name}, {member.name}.')
            """,
        )
    )
    assert await say(awaited_server, 'hello') == 'hello'
    with pytest.raises(Refused, match=r'Please be kind in Watercooler, Bob\.'):
        await say(awaited_server, 'rude')
    assert report_of(extensions, 'kind').errors == 0


@pytest.mark.parametrize('wait', ['await asyncio.sleep(30)', 'time.sleep(0.4)'])
async def test_a_hook_that_hangs_is_skipped_and_after_five_in_a_row_off_until_it_is_loaded_again(
    write, awaited_server, extensions, wait
):
    path = write(
        'slow',
        f"""
        import asyncio, time
        from messenger import hook

        @hook
        {'async ' if 'await' in wait else ''}def before_message(text):
            {wait}
            return 'never'
        """,
    )
    await extensions.load(path)
    for number in range(1, FAILURES_IN_A_ROW + 1):
        assert await say(awaited_server, 'hello') == 'hello'
        assert report_of(extensions, 'slow').errors == number
    assert await say(awaited_server, 'hello') == 'hello'
    assert report_of(extensions, 'slow').errors == FAILURES_IN_A_ROW
    await extensions.reload('slow')
    await say(awaited_server, 'hello')
    assert report_of(extensions, 'slow').errors == FAILURES_IN_A_ROW + 1


async def test_one_extension_that_raises_keeps_no_other_from_its_say(write, awaited_server, extensions):
    await extensions.load(write('bad', 'from messenger import hook\n@hook\ndef before_message(): 1 / 0\n'))
    await extensions.load(
        write('dots', "from messenger import hook\n@hook\ndef before_message(text): return text + '.'\n")
    )
    assert await say(awaited_server, 'hello') == 'hello.'
    assert report_of(extensions, 'bad').errors == 1


async def test_changes_are_told_in_their_order(write, awaited_server, extensions):
    extension = await extensions.load(
        write(
            'log',
            """
            import asyncio
            from messenger import hook

            heard = asyncio.Queue()

            @hook
            async def after_change(change):
                if text := getattr(change.fact, 'text', ''):
                    await asyncio.sleep(0.01 if text == 'one' else 0)
                    heard.put_nowait(text)
            """,
        )
    )
    for text in ('one', 'two', 'three'):
        await say(awaited_server, text)
    async with asyncio.timeout(5):
        assert [await extension.module.heard.get() for _ in range(3)] == ['one', 'two', 'three']


async def test_too_many_changes_are_dropped_and_counted(write, awaited_server, extensions):
    await extensions.load(
        write(
            'deaf',
            """
            import asyncio
            from messenger import hook

            @hook
            async def after_change():
                await asyncio.Event().wait()
            """,
        )
    )
    for number in range(MOST_WAITING + 3):
        await say(awaited_server, f'{number}')
    assert report_of(extensions, 'deaf').dropped == 2


async def test_start_stop_and_periodic_follow_the_life_of_an_extension(write, awaited_server, extensions):
    path = write(
        'clock',
        """
        from datetime import timedelta
        from messenger import Periodic, hook

        done = []

        @hook
        def start(messenger):
            done.append('start')

        @hook
        def periodic():
            return Periodic(timedelta(minutes=1), lambda: done.append('tick'))

        @hook
        def stop():
            done.append('stop')
        """,
    )
    extension = await extensions.load(path)
    await awaited_server.passes(timedelta(minutes=2, seconds=1).total_seconds())
    assert extension.module.done == ['start', 'tick', 'tick']
    again = await extensions.load(path)
    assert extension.module.done == ['start', 'tick', 'tick', 'stop']
    await awaited_server.passes(61)
    assert again.module.done == ['start', 'tick']
    assert len(extension.module.done) == 4


PUSH = """
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route
    from messenger import hook

    async def push(request):
        return PlainTextResponse('first ' + (await request.body()).decode())

    def fail(request):
        raise KeyError('geheim')

    @hook
    def routes():
        return [Route('/push', push, methods=['POST']), Route('/fail', fail)]
"""


async def test_routes_answer_under_the_name_of_the_extension_and_survive_a_reload(write, awaited_server, extensions):
    await extensions.load(write('ci', PUSH))
    answer = await awaited_server.http.post('/api/x/ci/push', content='news')
    assert (answer.status_code, answer.text) == (200, 'first news')
    await extensions.load(write('ci', PUSH.replace('first', 'second')))
    assert (await awaited_server.http.post('/api/x/ci/push', content='news')).text == 'second news'
    assert (await awaited_server.http.get('/api/x/nobody/push')).status_code == 404
    assert (await awaited_server.http.get('/api/x/ci/else')).status_code == 404


async def test_no_other_site_writes_to_a_route(write, awaited_server, extensions):
    await extensions.load(write('ci', PUSH))
    headers = {'Origin': 'https://evil.example'}
    assert (await awaited_server.http.post('/api/x/ci/push', content='x', headers=headers)).status_code == 403


async def test_a_route_that_raises_is_counted_and_tells_nobody_why(write, awaited_server, extensions):
    await extensions.load(write('ci', PUSH))
    answer = await awaited_server.http.get('/api/x/ci/fail')
    assert answer.status_code == 500
    assert 'geheim' not in answer.text
    assert report_of(extensions, 'ci').errors == 1
