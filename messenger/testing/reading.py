"""What a person reads on a page: the texts that are shown, and the names of what can be used."""

import re
from collections.abc import Iterator
from typing import Any

from messenger.testing.tree import Node

INLINE = frozenset(
    {'a', 'abbr', 'b', 'bdi', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'mark', 's', 'small', 'span', 'strong', 'sub'}
    | {'sup', 'time', 'u'}
)
"""HTML elements that stand within a line of text (https://html.spec.whatwg.org, "Phrasing content")."""

NEVER_SHOWN = frozenset({'style', 'script', 'template', 'q-tooltip'})
OPENED = frozenset({'q-dialog', 'nicegui-dialog', 'q-menu'})
"""Shown while their value is true."""

NAMES = ('aria-label', 'label', 'title')
WORDS = ('label', 'content', 'caption', 'message')
"""Props in which components of NiceGUI and Quasar carry what they show."""

DATA = ('options', 'rows', 'columns', 'data', 'figure')
"""Props in which tables, charts and choices carry what they show."""

FOLDED = frozenset({'nicegui-select', 'q-select'})
"""Choices that show their options only while one chooses."""


def is_shown(node: Node) -> bool:
    """Tell whether an element is shown, for itself: not whether those around it are."""
    if node.tag in NEVER_SHOWN or 'hidden' in node.classes or node.attributes.get('hidden') not in {None, False}:
        return False
    if node.tag in OPENED:
        return bool(node.attributes.get('model-value'))
    if node.tag == 'q-tab-panel' and node.parent is not None:
        return bool(node.attributes.get('name') == node.parent.attributes.get('model-value'))
    return node.attributes.get('aria-live') != 'polite'  # it says again what stands there


def is_in_sight(node: Node) -> bool:
    """Tell whether an element and all around it are shown."""
    return all(is_shown(each) for each in node.around())


def is_disabled(node: Node) -> bool:
    """Tell whether an element, or one around it, lets nobody use it."""
    return any(
        each.attributes.get(prop) not in {None, False} for each in node.around() for prop in ('disable', 'disabled')
    )


def text_of(node: Node) -> str:
    """Return what an element shows, as one line."""
    return plain(''.join(_parts(node)))


def name_of(node: Node) -> str:
    """Return what an element is called: by its label, or else by what it shows."""
    given = next((str(node.attributes[name]) for name in NAMES if node.attributes.get(name)), '')
    return plain(given) or text_of(node)


def plain(text: str) -> str:
    """Return a text with single spaces."""
    return re.sub(r'\s+', ' ', text).strip()


def _parts(node: Node) -> Iterator[str]:
    if not is_shown(node):
        return
    gap = '' if node.tag in INLINE else ' '
    yield gap
    yield from _of_component(node)
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _parts(child)
    yield gap


def _of_component(node: Node) -> Iterator[str]:
    if node.element_id is None:
        return
    for prop in WORDS:
        if isinstance(value := node.attributes.get(prop), str):
            yield f' {value} '
    value = node.attributes.get('model-value', node.attributes.get('value'))
    if node.tag not in OPENED and not isinstance(value, bool):
        yield from _values(value)
    for prop in () if node.tag in FOLDED else DATA:
        yield from _values(node.attributes.get(prop))


def _values(value: Any) -> Iterator[str]:
    """Yield all texts and numbers in a piece of data."""
    if isinstance(value, dict):
        value = [each for key, each in value.items() if key not in {'value', 'field', 'name', 'align'}]
    if isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield f' {value} '
