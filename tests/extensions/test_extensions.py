"""What is in the folder is loaded, followed and kept apart: one that fails harms no other."""

import asyncio
import textwrap

import pytest

from messenger.extensions.extension import Origin
from messenger.extensions.loader import CannotLoad
from messenger.model.ids import new_request_id
from messenger.model.refused import NotFound, Refused

HELLO = """
    from messenger import command, viewer, whisper

    @command('/hello')
    def hello(name: str = 'World') -> str:
        "Greet somebody."
        return f'Hello {name} from {viewer.name}'

    @command('/psst')
    def psst():
        return whisper('only you')
"""


@pytest.fixture
async def extensions(awaited_server):
    return awaited_server.app.extensions


async def run(server, name, text, request_id=None):
    group = server.group()
    member_id = server.app.store.member_named(name).id
    return await server.app.extensions.run_command(member_id, group.id, text, request_id or new_request_id())


def newest(server):
    return server.app.store.newest(server.group().id).text


async def loaded(extensions, name, number=1):
    """Wait until an extension was loaded so many times from now on."""
    done, left = asyncio.Event(), number

    def hear(heard):
        nonlocal left
        left -= heard == name
        if left <= 0:
            done.set()

    forget = extensions.listen(hear)
    async with asyncio.timeout(5):
        await done.wait()
    forget()


async def test_a_command_sends_what_it_answers_in_the_name_of_who_ran_it(write, awaited_server, extensions):
    await extensions.load(write('hello', HELLO))
    outcome = await run(awaited_server, 'Bob', '/hello Alice')
    assert newest(awaited_server) == 'Hello Alice from Bob'
    assert outcome.posted.fact.author_id == awaited_server.app.store.member_named('Bob').id


async def test_a_whisper_reaches_the_sender_alone(write, awaited_server, extensions):
    await extensions.load(write('hello', HELLO))
    before = awaited_server.app.store.newest(awaited_server.group().id)
    outcome = await run(awaited_server, 'Bob', '/psst')
    assert (outcome.whisper, outcome.posted) == ('only you', None)
    assert awaited_server.app.store.newest(awaited_server.group().id) == before


async def test_a_whisper_of_nothing_is_no_whisper(write, awaited_server, extensions):
    """Else its sender would see an empty line."""
    path = write(
        'quiet',
        """
        from messenger import command, whisper


        @command('/quiet')
        def quiet():
            return whisper(' ')
        """,
    )
    await extensions.load(path)
    assert (await run(awaited_server, 'Bob', '/quiet')).told is None


async def test_a_request_repeated_runs_a_command_once(write, awaited_server, extensions):
    path = write(
        'count',
        """
        from messenger import command, whisper
        ran = []
        @command('/count')
        def count():
            ran.append(1)
            return whisper(str(len(ran)))
        """,
    )
    await extensions.load(path)
    request_id = new_request_id()
    assert (await run(awaited_server, 'Bob', '/count', request_id)).whisper == '1'
    assert (await run(awaited_server, 'Bob', '/count', request_id)).whisper == '1'
    assert (await run(awaited_server, 'Bob', '/count')).whisper == '2'


async def test_a_whisper_speaks_the_language_of_its_sender(write, awaited_server, extensions):
    await extensions.load(
        write(
            'sum',
            """
        from messenger import command, whisper
        @command('/sum')
        def add(one: int, other: int):
            'Today'
            return whisper('{total} in all', total=one + other)
        """,
        )
    )
    outcome = await run(awaited_server, 'Bob', '/sum 1000 234')
    assert (outcome.whisper, outcome.told.said('de')) == ('1,234 in all', '1.234 in all')
    bob = awaited_server.app.store.member_named('Bob')
    (offered,) = (each for each in extensions.commands(bob.id, awaited_server.group().id, 'de') if each.name == '/sum')
    assert (offered.usage, offered.help) == ('/sum one other', 'Heute')


async def test_who_is_not_in_the_group_runs_nothing_there(write, awaited_server, extensions):
    await extensions.load(write('hello', HELLO))
    await awaited_server.cookies_of('Carol')
    carol = awaited_server.app.store.member_named('Carol')
    assert extensions.commands(carol.id, awaited_server.group().id) == []
    with pytest.raises(NotFound):
        await run(awaited_server, 'Carol', '/hello')


async def test_a_command_for_owners_is_refused_to_others(write, awaited_server, extensions):
    await extensions.load(
        write(
            'close',
            """
        from messenger import command, owners
        @command('/close', allow=owners)
        def close():
            return 'closed'
        """,
        )
    )
    with pytest.raises(Refused, match='Only owners can do this here'):
        await run(awaited_server, 'Bob', '/close')
    await run(awaited_server, 'Alice', '/close')
    assert newest(awaited_server) == 'closed'
    bob = awaited_server.app.store.member_named('Bob')
    assert '/close' not in [each.name for each in extensions.commands(bob.id, awaited_server.group().id)]


async def test_a_command_that_raises_says_so_and_logs_none_of_its_words(
    write, awaited_server, extensions, caplog, capsys
):
    await extensions.load(
        write(
            'bad',
            """
        from messenger import command
        @command('/bad')
        def bad(text: str):
            raise KeyError(text)
        """,
        )
    )
    with pytest.raises(Refused, match='The extension bad made a mistake'):
        await run(awaited_server, 'Bob', '/bad geheim')
    report = next(each for each in extensions.report() if each.name == 'bad')
    assert report.errors == 1
    assert report.last_error.startswith('/bad: KeyError at ')
    assert report.last_error.endswith('bad.py:5')
    assert 'geheim' not in caplog.text + ''.join(capsys.readouterr())


async def test_text_that_only_begins_like_a_command_is_none(extensions):
    assert extensions.find_command('/etc/passwd is a file') is None
    assert extensions.find_command('me') is None
    assert extensions.find_command('') is None
    assert extensions.find_command('/me waves').usage == '/me does'


async def test_one_that_cannot_be_loaded_is_reported_with_its_line_and_the_others_load(write, folder, new_server):
    write('broken', 'import messenger\nthis is no Python\n')
    write('hello', HELLO)
    async with new_server as server:
        reports = {each.name: each for each in server.app.extensions.report()}
        assert not reports['broken'].is_loaded
        assert 'broken.py:2' in reports['broken'].last_error
        assert reports['hello'].is_loaded


@pytest.mark.parametrize(
    ('code', 'reason'),
    [
        ('from messenger import hook\n@hook\ndef befor_message(text): ...\n', 'befor_message'),
        ('from messenger import hook\n@hook\ndef before_message(texd): ...\n', 'texd'),
        ("from messenger import command\n@command('roll')\ndef roll(): ...\n", 'write a slash'),
        ('1 / 0\n', 'ZeroDivisionError'),
    ],
)
async def test_what_is_wrong_is_said_when_it_is_loaded(write, extensions, code, reason):
    with pytest.raises(CannotLoad, match=reason):
        await extensions.load(write('wrong', code))


async def test_a_save_is_live_at_once(write, folder, awaited_server, extensions):
    write('hello', HELLO)
    await loaded(extensions, 'hello')
    await run(awaited_server, 'Bob', '/hello')
    write('hello', HELLO.replace('Hello', 'Howdy'))
    await loaded(extensions, 'hello')
    await run(awaited_server, 'Bob', '/hello')
    assert newest(awaited_server) == 'Howdy World from Bob'


async def test_a_broken_save_keeps_what_was_there(write, awaited_server, extensions):
    path = write('hello', HELLO)
    await extensions.load(path)
    path.write_text('broken(')
    with pytest.raises(CannotLoad, match=r'hello\.py:1'):
        await extensions.reload('hello')
    await run(awaited_server, 'Bob', '/hello')
    assert newest(awaited_server) == 'Hello World from Bob'
    report = next(each for each in extensions.report() if each.name == 'hello')
    assert report.is_loaded
    assert 'hello.py:1' in report.last_error


async def test_a_file_of_the_folder_wins_over_what_is_built_in_and_gives_it_back(write, extensions):
    path = write(
        'shrug',
        """
        from messenger import command
        @command('/shrug')
        def shrug() -> str:
            'Ours.'
            return 'ours'
        """,
    )
    await extensions.load(path)
    assert extensions.find_command('/shrug').help == 'Ours.'
    path.unlink()
    await loaded(extensions, 'shrug')
    report = next(each for each in extensions.report() if each.name == 'shrug')
    assert report.origin is Origin.BUILT_IN


async def test_a_package_is_one_extension(folder, awaited_server, extensions):
    package = folder / 'dice'
    package.mkdir()
    (package / 'faces.py').write_text('FACES = 6\n')
    (package / '__init__.py').write_text(
        textwrap.dedent("""
        from messenger import command
        from .faces import FACES
        @command('/faces')
        def faces() -> str:
            return f'{FACES} faces'
        """)
    )
    await extensions.load(package)
    await run(awaited_server, 'Bob', '/faces')
    (package / 'faces.py').write_text('FACES = 8\n')
    await extensions.reload('dice')
    await run(awaited_server, 'Bob', '/faces')
    assert newest(awaited_server) == '8 faces'


async def test_our_own_commands_come_through_the_same_door(awaited_server):
    await run(awaited_server, 'Bob', '/me waves')
    assert newest(awaited_server) == '*waves*'
    await run(awaited_server, 'Bob', '/shrug')
    assert newest(awaited_server) == '¯\\_(ツ)_/¯'
