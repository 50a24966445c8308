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

DATA = ('options', 'rowData', 'data', 'figure')
"""Props in which charts, grids and choices carry what they show."""

UNSAID = frozenset({'nicegui-select', 'q-select', 'q-tabs', 'q-tab-panels', 'q-dialog', 'nicegui-dialog', 'q-menu'})
"""Choices that show their options only while one chooses, and what has a value that nobody reads."""

FOLDS = frozenset({'nicegui-expansion', 'q-expansion-item'})


def is_shown(node: Node) -> bool:
    """Tell whether an element is shown, for itself: not whether those around it are."""
    if (
        node.display == 'none'
        or node.tag in NEVER_SHOWN
        or 'hidden' in node.classes
        or node.attributes.get('hidden') not in {None, False}
    ):
        return False
    if node.tag in OPENED:
        return bool(node.attributes.get('model-value'))
    around = node.parent
    if node.tag == 'q-tab-panel' and around is not None:
        return bool(node.attributes.get('name') == around.attributes.get('model-value'))
    if around is not None and around.tag in FOLDS and not around.attributes.get('model-value'):
        return False
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
    if node.tag in {'nicegui-select', 'q-select'}:
        yield from _labels(node.attributes.get('model-value'))
    elif node.tag not in UNSAID:
        value = node.attributes.get('model-value', node.attributes.get('value'))
        yield from _values(None if isinstance(value, bool) else value)
        for prop in DATA:
            yield from _values(node.attributes.get(prop))
    yield from _cells(node)


def _cells(table: Node) -> Iterator[str]:
    """Yield what a table shows: the heads of its columns, and of each row what belongs to a column."""
    columns = table.attributes.get('columns') or []
    yield from _labels(columns)
    for row in table.attributes.get('rows') or []:
        yield from _values([row.get(column.get('field')) for column in columns])


def _labels(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield from _values(each.get('label') if isinstance(each, dict) else each)


def _values(value: Any) -> Iterator[str]:
    """Yield all texts and numbers in a piece of data; of an option `{value, label}` only the label is shown."""
    if isinstance(value, dict):
        value = [value['label']] if value.keys() >= {'value', 'label'} else list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield f' {value} '
