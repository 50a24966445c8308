"""Finds the parts of a page: messages, the box for them, and what somebody is told."""

from collections.abc import Sequence

from messenger.testing.choosing import best_named, usable
from messenger.testing.reading import is_disabled, is_in_sight, name_of, text_of
from messenger.testing.tree import Node


def messages(page: Node) -> list[Node]:
    """Return the messages of the open group, oldest first."""
    log = page.find(lambda node: node.attributes.get('role') == 'log')
    return [] if log is None else [node for node in log.walk() if node.tag == 'article' and is_in_sight(node)]


def message(page: Node, text: str) -> Node:
    """Return the row of the newest message that holds a text, itself or in its widget. Raises LookupError."""
    found = [each for each in messages(page) if text in _text_of(parts_of(page, each))]
    if not found:
        raise LookupError(f'there is no message with {text!r}')
    return found[-1]


def parts_of(page: Node, row: Node) -> list[Node]:
    """Return the row of a message and what stands at its feet: its widget, its reactions."""
    ordinal = row.attributes.get('data-o')
    return [row] + [node for node in page.walk() if ordinal is not None and node.attributes.get('data-for') == ordinal]


def places(page: Node, within: str) -> list[Node]:
    """Return the page, or the parts of the message that holds `within`. Raises LookupError."""
    return parts_of(page, message(page, within)) if within else [page]


def composer(page: Node) -> Node:
    """Return where one writes. Raises LookupError when no group is open."""
    found = page.find(lambda node: 'composer' in node.classes and is_in_sight(node))
    if found is None:
        raise LookupError('there is no box to write in')
    return found


def group_of(box: Node) -> str:
    """Return the id of the group that a box writes to."""
    return next(str(node.attributes['data-group']) for node in box.walk() if 'data-group' in node.attributes)


def use(page: Node, name: str, within: str) -> Node:
    """Return the one thing of this name that can be used now. Raises LookupError."""
    around = places(page, within)
    found = one(best_named((node for place in around for node in usable(place)), name), name, around)
    if is_disabled(found):
        raise LookupError(f'{name!r} is disabled')
    return found


def one(found: Sequence[Node], name: str, around: Sequence[Node]) -> Node:
    """Return the only one. Raises LookupError, which names what is there."""
    if not found:
        others = list(dict.fromkeys(name_of(node) for place in around for node in usable(place) if name_of(node)))
        raise LookupError(f'nothing to use is called {name!r}, only {others}')
    if len(found) > 1:
        names = [name_of(each) for each in found]
        raise LookupError(f'{len(found)} things are called {name!r}, {names}: say more of the name, or `within` which')
    return found[0]


def shown(page: Node, within: str) -> str:
    """Return what the page shows, or all messages that hold `within` do, with what stands at their feet.

    Raises LookupError when no message does: what is not there must not pass for what does not show something.
    """
    if not within:
        return text_of(page)
    message(page, within)
    wholes = [parts_of(page, each) for each in messages(page)]
    return ' '.join(text for parts in wholes if within in (text := _text_of(parts)))


def told(page: Node) -> list[str]:
    """Return what stands where one person is told something: at the box, and in whispers."""
    places = [node for node in page.walk() if node.attributes.get('role') in {'alert', 'status'}]
    return [text for node in places if is_in_sight(node) and (text := text_of(node))]


def _text_of(parts: Sequence[Node]) -> str:
    return ' '.join(map(text_of, parts))
