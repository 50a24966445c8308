"""Finds on a page what a person means by a name, and what a click on it changes."""

from collections.abc import Iterable, Iterator
from typing import Any

from messenger.testing import gestures
from messenger.testing.gestures import Message
from messenger.testing.reading import is_in_sight, name_of
from messenger.testing.tree import Node

SWITCHES = frozenset({'q-checkbox', 'q-toggle', 'nicegui-expansion', 'q-expansion-item'})
USES = ('click', 'update:', 'mouse', 'change', 'input')
"""What people do to an element on purpose, by the beginnings of the events' names."""

CHOICES = frozenset({'q-option-group', 'q-btn-toggle'})


def usable(tree: Node) -> Iterator[Node]:
    """Everything in sight that listens: buttons, links, fields, switches, options."""
    for node in tree.walk():
        if _is_usable(node) and is_in_sight(node):
            yield node
            if node.tag in CHOICES:
                yield from options_of(node)


def anything(tree: Node) -> Iterator[Node]:
    """Everything that listens, hidden or not."""
    return (node for node in tree.walk() if _is_usable(node))


def best_named(nodes: Iterable[Node], name: str) -> list[Node]:
    """Return those that are called so; else those whose name begins so; else those whose name contains it.

    Of elements inside one another the innermost counts: a click on it reaches the others.
    """
    named = [(node, name_of(node)) for node in nodes]
    for fits in (name.__eq__, lambda each: each.startswith(name), lambda each: name in each):
        found = [node for node, each in named if fits(each)]
        if found:
            return [node for node in found if not any(node in other.around() for other in found if other is not node)]
    return []


def options_of(choice: Node) -> list[Node]:
    """Return what can be chosen: NiceGUI sends options as `{value: place, label: text}`."""
    return [
        Node(
            'option',
            {'label': str(option['label']), 'value': option['value'], 'disable': option.get('disable')},
            parent=choice,
        )
        for option in choice.attributes.get('options', ())
        if isinstance(option, dict)
    ]


def click(node: Node) -> Iterable[Message]:
    """Return what a click on an element sends."""
    attributes, parent = node.attributes, node.parent
    if node.tag in SWITCHES:
        return gestures.change(node, not attributes.get('model-value'))
    if node.tag == 'option' and parent is not None:
        return gestures.change(parent, attributes['value'])
    if node.tag == 'q-tab':
        tabs = next((each for each in node.around() if each.tag == 'q-tabs'), node)
        return gestures.change(tabs, attributes.get('name'))
    return gestures.click(node)


def choose(field: Node, option: str) -> Iterable[Message]:
    """Return what choosing an option of a select sends; of a select for several the option is added or taken away.

    Raises LookupError when there is no such option; its text names those there are.
    """
    options = {each.attributes['label']: each.attributes['value'] for each in options_of(field)}
    if option not in options:
        raise LookupError(f'{option!r} is none of the options {list(options)}')
    if field.tag in CHOICES:
        return gestures.change(field, options[option])
    chosen: Any = {'value': options[option], 'label': option}
    if field.attributes.get('multiple'):
        before = list(field.attributes.get('model-value') or [])
        chosen = [each for each in before if each != chosen] if chosen in before else [*before, chosen]
    return gestures.change(field, chosen)


def _is_usable(node: Node) -> bool:
    if 'data-do' in node.attributes or node.attributes.get('href') or node.tag == 'q-tab':
        return True
    return any(event['type'].startswith(USES) and event['js_handler'] is None for event in node.events)
