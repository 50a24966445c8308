"""Editing and deleting messages in a tab, as a person does: through the box and the dialog."""

from soak.history import Asked, Kind, key_in
from soak.site import Site
from soak.tab import Tab
from soak.words import make_text

PATIENCE_SECONDS = 5.0


def own_row(site: Site, tab: Tab) -> tuple[int, str] | None:
    """Return the newest row on the page that this tab has sent."""
    mark = f'c{site.tabs.index(tab):04d}n'
    return next((row for row in reversed(tab.screen.rows()) if mark in row[1]), None)


async def edit(site: Site, tab: Tab, row: tuple[int, str]) -> None:
    """Give a row another text; ok when the box has closed over the new one."""
    ordinal, old = row
    base, _, edits = old.partition('e')
    word = f'{base}e{int(edits or 0) + 1}'
    group, key = tab.reader.group, f'{ordinal} {word}'
    tab.event('keydown', ['edit', ordinal], css_class='log')
    if not await tab.until(lambda: tab.screen.has('keydown', 'editor'), PATIENCE_SECONDS):
        return
    site.history.asked.append(Asked(kind=Kind.EDIT, group=group, key=key, word=word))
    tab.event('keydown', ['save', make_text(word)], css_class='editor')
    if await tab.until(
        lambda: not tab.screen.has('keydown', 'editor') and (ordinal, word) in tab.screen.rows(), PATIENCE_SECONDS
    ):
        site.history.ok.add(key_in(group, key))


async def delete(site: Site, tab: Tab, row: tuple[int, str]) -> None:
    """Take a row away; ok when it is gone, which comes after the commit."""
    ordinal, _ = row
    group, key = tab.reader.group, str(ordinal)
    tab.event('keydown', ['delete', ordinal], css_class='log')
    if not await tab.until(lambda: tab.screen.has('click', 'danger'), PATIENCE_SECONDS):
        return
    site.history.asked.append(Asked(kind=Kind.DELETE, group=group, key=key))
    tab.event('click', [], css_class='danger')
    if await tab.until(lambda: row not in tab.screen.rows(), PATIENCE_SECONDS):
        site.history.ok.add(key_in(group, key))
    tab.event('hide', [], tag='q-dialog')
