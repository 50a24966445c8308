"""A page as one tree: NiceGUI's elements, and the HTML that stands inside some of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from messenger.testing.screen import Screen

VOID = frozenset({'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'})
"""Tags that hold nothing (https://html.spec.whatwg.org, "Void elements")."""


@dataclass(eq=False, slots=True)
class Node:
    """One element of the page; `children` are texts and elements, in order."""

    tag: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()
    children: list['Node | str'] = field(default_factory=list)
    parent: 'Node | None' = None
    element_id: int | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    display: str = ''
    """How the page's own stylesheets display it; empty when they do not say."""

    def add(self, child: 'Node | str') -> None:
        """Append a child."""
        if isinstance(child, Node):
            child.parent = self
        self.children.append(child)

    def walk(self) -> Iterator['Node']:
        """This element and all inside, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def around(self) -> Iterator['Node']:
        """This element and those around it, from the inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def find(self, holds: Callable[['Node'], bool]) -> 'Node | None':
        """Return the first element inside that fits."""
        return next((node for node in self.walk() if holds(node)), None)


def tree_of(screen: Screen, root_id: int = 0) -> Node:
    """Make the tree of what a browser holds, from the root of the page."""
    element = screen.elements.get(root_id)
    if element is None:  # a browser draws nothing for an id it does not know
        return Node('')
    props = element.get('props', {})
    if root_id in screen.opened:
        props = {**props, 'model-value': True}
    node = Node(
        element['tag'],
        props,
        frozenset(element.get('class', [])),
        element_id=root_id,
        events=list(element.get('events', [])),
    )
    if isinstance(style := element.get('style'), dict) and style.get('display') == 'none':
        node.classes |= {'hidden'}
    if isinstance(html := props.get('innerHTML'), str):
        Parser(node).feed(html)
    elif element.get('text'):
        node.add(str(element['text']))
    for child_id in element.get('children', []):
        node.add(tree_of(screen, child_id))
    for slot in element.get('slots', {}).values():
        for child_id in slot.get('ids', []):
            node.add(tree_of(screen, child_id))
    return node


class Parser(HTMLParser):
    """Hangs parsed HTML into the tree."""

    def __init__(self, into: Node) -> None:
        super().__init__(convert_charrefs=True)
        self._root = self._at = into

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        attributes = {name: value if value is not None else True for name, value in attrs}
        node = Node(tag, attributes, frozenset(str(attributes.get('class', '')).split()))
        self._at.add(node)
        if tag not in VOID:
            self._at = node

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element of this tag."""
        node: Node | None = self._at
        while node is not None and node is not self._root:
            if node.tag == tag:
                self._at = node.parent or self._root
                return
            node = node.parent

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self._at.add(data)
