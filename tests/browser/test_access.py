"""What an accessibility checker finds on every page, light and dark, wide and narrow; a screen reader in the log."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.person import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope='session')]

TREE = """
- log "Messages":
  - separator: Today
  - paragraph:
    - text: Mona created the group
    - time
  - article:
    - strong: Mona
    - time
    - paragraph:
      - text: Tea is
      - strong: ready
      - text: ", @Nils"
    - button "React"
    - button "Reply"
    - button "Open thread"
    - button "More actions"
  - group "Reactions":
    - button /1. Nils. Toggle/
    - button "Add a reaction"
  - article:
    - strong: Mona
    - time
    - paragraph:
      - text: and more
      - checkbox "Spoiler"
    - button "(edited)"
    - button "React"
    - button "Reply"
    - button "Open thread"
    - button "More actions"
"""

GRAVE = {'serious', 'critical'}
STILL = 'document.getAnimations().every((animation) => animation.playState !== "running")'
"""A colour on its way to another is no colour to judge."""

TEXTS = (
    'Hello **everybody**, have `you` seen https://example.org yet?\n> a quote\n\n- a\n- b',
    '```python\ndef minutes(litres: float) -> float:  # measured\n    return 2.4 * litres if litres else "none"\n```',
    'a long one ' * 300,
    '| ' + ' | '.join(f'column {number}' for number in range(12)) + ' |\n' + '|---' * 12 + '|\n' + '| 1 ' * 12 + '|',
    '- [ ] open\n- [x] done\n\nand ||hidden|| words',
)


async def faults(page: Page) -> list[str]:
    """List what is grave, in both colour schemes."""
    found = []
    for scheme in ('light', 'dark'):
        await page.emulate_media(color_scheme=scheme, reduced_motion='reduce')
        await page.wait_for_function(STILL)
        result = await Axe().run(page)
        found += [
            f'{scheme}: {each["id"]} at {each["nodes"][0]["html"]}'
            for each in result.response['violations']
            if each['impact'] in GRAVE
        ]
    return found


async def test_who_is_not_signed_in_finds_no_barrier(server, browser) -> None:
    """Signing in, and an address where nothing is."""
    context = await browser.new_context(base_url=server.url)
    page = await context.new_page()
    for path in ('/sign-in', '/nothing-here'):
        await page.goto(path)
        assert await faults(page) == []
    await context.close()


@pytest.mark.parametrize('options', [{}, PHONE], ids=['wide', 'phone'])
async def test_a_conversation_has_no_barrier(server, arrive, options, request) -> None:
    """With everything that a message may hold, and while one is edited."""
    group = f'Room {request.node.callspec.id}'
    alice: Person = await arrive(server, f'Alice {request.node.callspec.id}')
    await alice.creates(group)
    bob: Person = await arrive(server, f'Bob {request.node.callspec.id}', **options)
    assert await faults(bob.page) == []
    await bob.joins(group)
    for text in TEXTS:
        await alice.says(text)
    await alice.says(f'and @{bob.name}')
    await alice.edits('Hello', f'Hello again @{bob.name}')
    await bob.sees('Hello again')
    assert await faults(bob.page) == []
    await alice.asks_of('Hello again', 'Edit')
    assert await faults(alice.page) == []


async def test_a_screen_reader_walks_through_the_log_by_names_texts_and_buttons(server, arrive) -> None:
    """In the accessibility tree each message has its author, also where the eye sees none, and a spoiler no text."""
    mona: Person = await arrive(server, 'Mona')
    nils: Person = await arrive(server, 'Nils')
    await mona.creates('Reading room')
    await nils.joins('Reading room')
    await mona.says('Tea is **ready**, @Nils')
    await mona.says('and ||cake||')
    await nils.reacts('Tea is', 'thumbs up')
    await mona.edits('and', 'and more ||cake||')
    await nils.sees('and more')
    await expect(nils.log).to_match_aria_snapshot(TREE)
    assert 'cake' not in await nils.log.aria_snapshot()


@pytest.mark.parametrize('name', ['Members', 'Group settings', 'New group', 'Browse groups', 'your settings'])
async def test_what_opens_has_no_barrier(server, arrive, name) -> None:
    """Each panel, menu and dialog that a button of the frame opens."""
    carol: Person = await arrive(server, f'Carol {name}')
    await carol.opens('Lobby')
    await carol.page.get_by_role('button', name=name).first.click()
    assert await faults(carol.page) == []
