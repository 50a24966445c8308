"""The JavaScript that pages can load: a page's import map is fixed when it is built, later components may need more."""

import functools
import re
from pathlib import Path

from nicegui import dependencies
from nicegui.dependencies import Component, JsComponent

# What an import names when it is no path and no address; the import map says where that is.
BARE = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"'./:][^"':]*)["']""")


def known() -> frozenset[str]:
    """Return what a page that is built now can import by name, and the Vue components that it is built with."""
    names = [each.name for each in (*dependencies.libraries.values(), *dependencies.esm_modules.values())]
    vue = [component.tag for component in dependencies.vue_components.values()]
    return _shared(frozenset([*names, *dependencies.importmap_overrides, *vue]))


def missing(component: Component, names: frozenset[str]) -> bool:
    """Whether a component needs something that a page with these names cannot load, and one built now could."""
    needed = _needed(component.path, component.key) if isinstance(component, JsComponent) else {component.tag}
    return any(not _has(names, name) and _has(known(), name) for name in needed)


def _has(names: frozenset[str], name: str) -> bool:
    return name in names or any(name.startswith(f'{each}/') for each in names)


@functools.lru_cache(maxsize=8)
def _shared(names: frozenset[str]) -> frozenset[str]:
    """Return the same object for the same names: nearly all pages have the same."""
    return names


@functools.lru_cache(maxsize=256)
def _needed(path: Path, _key: str) -> frozenset[str]:
    """Return what a component imports by name; the key is another when the file has changed."""
    return frozenset(BARE.findall(path.read_text(encoding='utf-8')))
