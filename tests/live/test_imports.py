"""A page that cannot load what a shared element needs is asked to be loaded again, and no other."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from messenger.live.imports import BARE
from tests.live.server import Server
from tests.live.tab import Tab
from tests.live.test_stories import browser as browser
from tests.live.test_stories import visit


def late(folder: Path, name: str, *, library: bool = True) -> str:
    """Code that makes a new component, as an extension that is loaded into the running server does."""
    (folder / 'dist').mkdir(parents=True)
    (folder / 'dist' / 'index.js').write_text("export const words = 'from the library';")
    component = folder / f'{name}.js'
    start, words = (f"import {{ words }} from '{name}-library';", 'words') if library else ('', "'alone'")
    template = 'template: `<p class="late">{{ words }}</p>`'
    component.write_text(f'{start} export default {{ {template}, setup: () => ({{ words: {words} }}) }};')
    esm = f"{{'{name}-library': '{folder / 'dist'}'}}" if library else '{}'
    return f"""
        from pathlib import Path
        site.late = type('Late', (ui.element,), {{'__module__': '__main__'}}, component=Path('{component}'), esm={esm})
    """


@pytest.mark.parametrize(
    ('text', 'names'),
    [
        ('import { a } from "nicegui-echart";', ['nicegui-echart']),
        ("import * as X from 'lib/part'; const y = await import('other');", ['lib/part', 'other']),
        ('import "side-effect"', ['side-effect']),
        ('import a from "../../static/a.js"; import b from "/b.js"; import("https://c.example/c.js")', []),
    ],
)
def test_what_a_component_imports_by_name_is_found(text: str, names: list[str]) -> None:
    assert BARE.findall(text) == names


async def test_only_pages_that_show_what_they_cannot_load_are_asked_once(server: Server, tmp_path: Path) -> None:
    server.run('site.outdated.clear()')
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob, Tab(server.url, 'carol') as carol:
        await alice.open('/room/imports-late')
        alice._imported.add('nicegui-one')
        await bob.open('/room/imports-other')
        server.run(late(tmp_path / 'one', 'one'))
        server.run("with live.find('imports-late'): site.late(); ui.label('beside it')")
        await alice.until_sees('please load the page again')
        assert 'nicegui-one' not in alice.loaded
        server.run("with live.find('imports-late'): site.late()")
        await carol.open('/room/imports-late')
        await carol.settle()
        await bob.settle()
        assert server.run('return site.outdated') == [alice.client_id]


async def test_a_component_without_a_library_is_loaded_into_open_pages(server: Server, tmp_path: Path) -> None:
    server.run('site.outdated.clear()')
    async with Tab(server.url) as alice:
        await alice.open('/room/imports-alone')
        server.run(late(tmp_path, 'alone', library=False))
        server.run("with live.find('imports-alone'): site.late()")
        await alice.until(lambda: 'nicegui-alone' in alice.loaded)
        assert server.run('return site.outdated') == []


async def test_a_view_that_moves_on_to_what_it_cannot_load_is_asked_too(server: Server, tmp_path: Path) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/imports-view')
        alice._imported.add('nicegui-moved')
        server.run(late(tmp_path, 'moved'))
        server.run("site.views['imports-view'][-1].show([live.block('imports-next', lambda: site.late())])")
        await alice.until_sees('please load the page again')


async def test_a_page_s_own_elements_are_looked_after_as_well(server: Server, tmp_path: Path) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/imports-own')
        alice._imported.add('nicegui-own')
        server.run(late(tmp_path, 'own'))
        server.run(f"with Client.instances['{alice.client_id}'].content: site.late()")
        await alice.until_sees('please load the page again')
        assert 'nicegui-own' not in alice.loaded


@pytest.mark.browser
async def test_after_loading_the_page_again_it_is_there(browser: Browser, server: Server, tmp_path: Path) -> None:
    page = await visit(browser, server, 'alice', '/room/imports-browser')
    await page.evaluate('window.stayed = true')
    server.run("""
        options = {'xAxis': {'data': ['a']}, 'yAxis': {}, 'series': [{'type': 'bar', 'data': [1]}]}
        with live.find('imports-browser'): ui.echart(options)
    """)
    await expect(page.locator('canvas')).to_be_visible()  # NiceGUI's own, which every page can load
    assert await page.evaluate('window.stayed') is True
    server.run(late(tmp_path, 'seen'))
    server.run("with live.find('imports-browser'): site.late(); row('beside it')")
    await expect(page.get_by_text('please load the page again')).to_be_visible()
    await expect(page.get_by_role('article').last).to_have_text('beside it')
    assert await page.evaluate('window.stayed') is True
    await page.reload()
    await expect(page.locator('.late')).to_have_text('from the library')
