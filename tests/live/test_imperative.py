"""Maps, whose layers come by methods and not by props, are the same for all and survive a redraw."""

import pytest
from playwright.async_api import Browser, expect

from tests.live.server import Server
from tests.live.tab import Tab
from tests.live.test_stories import browser as browser
from tests.live.test_stories import visit

MAP = """
    site.pins = [(52.5, 13.4)]
    def draw():
        with ui.leaflet(center=(52, 13), zoom=5) as site.map:
            site.map.clear_layers()  # no tiles: nothing is fetched from elsewhere
            for pin in site.pins:
                site.map.marker(latlng=pin)
        ui.label(f'{len(site.pins)} pins')
    def build():
        site.widget = ui.element('section')
        with site.widget:
            draw()
    site.draw = draw
    site.builders['NAME'] = build
"""


def methods(tab: Tab) -> list[str]:
    """Which methods the map was told to run, in order."""
    codes = [data['code'] for kind, data in tab.messages if kind == 'run_javascript']
    return [code.split('"')[1] for code in codes if code.startswith('return runMethod')]


async def begin(tab: Tab) -> None:
    """Say that the map has begun in this browser."""
    chart = next(each for each, element in tab.elements.items() if element['tag'] == 'nicegui-leaflet')
    await tab.emit('event', tab.event(chart, kind='init'))
    await tab.settle()


async def test_a_browser_in_which_a_map_begins_is_told_its_layers_and_no_other_is(server: Server) -> None:
    server.run(MAP.replace('NAME', 'map-begins'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/map-begins')
        await begin(alice)
        await alice.until(lambda: methods(alice) == ['add_layer'])
        await bob.open('/room/map-begins')
        await begin(bob)
        await bob.until(lambda: methods(bob) == ['add_layer'])
        await alice.settle()
        assert methods(alice) == ['add_layer']


async def test_a_redraw_tells_which_layers_come_and_go(server: Server) -> None:
    server.run(MAP.replace('NAME', 'map-redraw'))
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await alice.open('/room/map-redraw')
        await bob.open('/room/map-redraw')
        await begin(alice)
        await begin(bob)
        server.run('site.pins.append((48.1, 11.6)); redraw(site.widget, site.draw)')
        for tab in (alice, bob):
            await tab.until(lambda tab=tab: methods(tab) == ['add_layer', 'add_layer'])
        server.run('del site.pins[0]; redraw(site.widget, site.draw)')
        for tab in (alice, bob):
            await tab.until(lambda tab=tab: methods(tab) == ['add_layer', 'add_layer', 'remove_layer'])
        server.run("site.map.layers[0].run_method('setOpacity', 0.5)")
        await bob.until(lambda: methods(bob)[-1] == 'run_layer_method')


async def test_who_was_away_gets_the_map_as_it_is_now(server: Server) -> None:
    server.run(MAP.replace('NAME', 'map-away'))
    async with Tab(server.url) as alice:
        await alice.open('/room/map-away')
        await begin(alice)
        await alice.lose()
        server.run('site.pins.append((48.1, 11.6)); redraw(site.widget, site.draw)')
        alice.messages.clear()
        await alice.connect()
        await alice.until(lambda: methods(alice) == ['clear_layers', 'add_layer', 'add_layer'])


async def test_a_scene_is_put_in_the_place_of_the_old_one(server: Server) -> None:
    server.run("""
        def build():
            site.widget = ui.element('section')
            with site.widget:
                ui.scene()
        site.builders['scene-redraw'] = build
    """)
    async with Tab(server.url) as alice:
        await alice.open('/room/scene-redraw')
        before = {each for each, element in alice.elements.items() if element['tag'] == 'nicegui-scene'}
        server.run('redraw(site.widget, lambda: ui.scene())')
        await alice.until(lambda: before.isdisjoint(alice.elements))
        assert any(element['tag'] == 'nicegui-scene' for element in alice.elements.values())


@pytest.mark.browser
async def test_pins_come_and_go_on_a_map_that_stays_where_it_is(browser: Browser, server: Server) -> None:
    server.run(MAP.replace('NAME', 'map-browser'))
    alice = await visit(browser, server, 'alice', '/room/map-browser')
    await expect(alice.locator('.leaflet-marker-icon')).to_have_count(1)
    bob = await visit(browser, server, 'bob', '/room/map-browser')
    await expect(bob.locator('.leaflet-marker-icon')).to_have_count(1)
    await alice.evaluate("window.map = document.querySelector('.leaflet-container')")
    await alice.locator('.leaflet-control-zoom-in').click()
    server.run('site.pins.append((52.0, 13.0)); redraw(site.widget, site.draw)')
    for page in (alice, bob):
        await expect(page.locator('.leaflet-marker-icon')).to_have_count(2)
    server.run('del site.pins[0]; redraw(site.widget, site.draw)')
    for page in (alice, bob):
        await expect(page.locator('.leaflet-marker-icon')).to_have_count(1)
        await expect(page.get_by_text('1 pins')).to_be_visible()
    assert await alice.evaluate('window.map.isConnected')
