"""What comes in between, what takes too long, and what was installed rather than saved in the folder."""

import pytest

from messenger.extensions.extension import Origin
from messenger.testing import Server

BUSY = """
    import asyncio
    from dataclasses import dataclass
    from nicegui import ui
    from messenger import Refused, command, hook, viewer, widget

    kept, runs = {}, []

    @dataclass
    class Count:
        count: int = 0

    @hook
    def start(messenger):
        kept['messenger'] = messenger

    @command('/count')
    def begin() -> Count:
        return Count()

    @command('/wait')
    async def wait() -> str:
        await asyncio.sleep(30)
        return 'at last'

    @widget('count')
    def show(state: Count, message, change):
        async def add():
            runs.append(state.count)
            if len(runs) == 1:
                change = kept['messenger'].change
                await change(message.group_id, message.ordinal, lambda count: setattr(count, 'count', 10))
            state.count += 1

        async def hang():
            state.count += 100
            await asyncio.sleep(30)

        def ask():
            async def keep():
                if await change(put):
                    dialog.close()

            def put(count):
                if count.count > 100:
                    raise Refused('full', f'Enough, {viewer.name}.')
                count.count += 1000

            with ui.dialog() as dialog:
                ui.button('Keep', on_click=keep)
            dialog.open()

        async def inside():
            await change(lambda count: setattr(count, 'count', 5))

        ui.label(f'counted {state.count}')
        ui.button('Ask', on_click=ask)
        ui.button('Inside', on_click=inside)
        ui.button('Add', on_click=add)
        ui.button('Hang', on_click=hang)
"""


@pytest.fixture
def busy(write, server, alice):
    """The extension, with a widget posted."""
    extension = server.does(server.app.extensions.load(write('busy', BUSY)))
    alice.sends('/count')
    return extension


def test_a_handler_that_another_change_overtook_runs_again_on_what_is_there_then(busy, alice, bob):
    alice.clicks('Add')
    bob.sees('counted 11')
    assert busy.module.runs == [0, 10]


def test_a_handler_that_hangs_is_given_up_and_changes_nothing(busy, server, alice, bob):
    alice.clicks('Hang')
    server.passes(11)
    alice.is_told('The extension busy took too long.')
    bob.sees('counted 0')
    bob.clicks('Add')
    alice.sees('counted 11')


def test_a_dialog_may_stay_open_while_others_go_on(busy, server, alice, bob, carol):
    """What is changed in it is checked, refused and kept at that moment, as what its viewer does."""
    alice.clicks('Ask')
    server.passes(60)
    bob.clicks('Inside')
    alice.sees('counted 5')
    alice.clicks('Keep')
    bob.sees('counted 1005')
    alice.sees_not('Keep')
    alice.clicks('Ask')
    alice.clicks('Keep')
    alice.is_told('Enough, Alice.')
    alice.sees('Keep')
    bob.is_told_nothing()
    bob.clicks('Ask')
    server.removes(bob)
    carol.opens('/')
    alice.sees('counted 1005')


def test_a_command_that_hangs_is_given_up_and_the_text_is_back(busy, server, alice, bob):
    alice.sends('/wait')
    server.passes(11)
    alice.is_told('The extension busy took too long.')
    bob.sees_not('at last')


GREET = """from messenger import command


@command('/lunch')
def lunch() -> str:
    return 'from {place}'
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A distribution that brings an extension, where Python finds what is installed."""
    site = tmp_path / 'site-packages'
    about = site / 'messenger_lunch-1.5.dist-info'
    about.mkdir(parents=True)
    (site / 'messenger_lunch.py').write_text(GREET.format(place='a package'))
    (about / 'METADATA').write_text('Metadata-Version: 2.1\nName: messenger-lunch\nVersion: 1.5\n')
    (about / 'entry_points.txt').write_text('[messenger.extensions]\nlunch = messenger_lunch\n')
    monkeypatch.syspath_prepend(str(site))


@pytest.mark.usefixtures('installed')
def test_what_a_package_brings_is_found_and_a_file_in_the_folder_goes_before_it(folder, write):
    with Server(extensions=folder) as server:
        alice = server.person('Alice')
        report = next(each for each in server.app.extensions.report() if each.name == 'lunch')
        assert (report.origin, report.version) == (Origin.PACKAGE, '1.5')
        alice.sends('/lunch')
        alice.sees('from a package')
        server.does(server.app.extensions.load(write('lunch', GREET.format(place='the folder'))))
        alice.sends('/lunch')
        alice.sees('from the folder')
