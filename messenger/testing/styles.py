"""What the stylesheets of one page show and hide: as much of CSS as says for whom something is."""

import re
from collections.abc import Iterator

from messenger.testing.tree import Node

COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
RULE = re.compile(r'([^{}]+)\{([^{}]*)\}')
DISPLAY = re.compile(r'(?:^|;)\s*display\s*:\s*([\w-]+)')
SPLIT_OUTSIDE_PARENTHESES = re.compile(r',(?![^()]*\))')
STEPS = re.compile(r'\s*(>)\s*|\s+(?![^()\[\]]*[)\]])')
PART = re.compile(r':(is|where|not)\(([^()]*)\)|\.([\w-]+)|\[([\w-]+)(?:="([^"]*)")?\]|^([a-z][\w-]*|\*)')
"""One condition of a compound selector: is, not, a class, an attribute, or the tag."""


def apply_styles(page: Node) -> None:
    """Note for each element how the page's own stylesheets display it; the last rule wins.

    Selectors of classes, attributes, tags, `:is()`, `:where()` and `:not()`, with blanks or `>` between them, are
    followed; a rule with any other is left out.
    """
    nodes = list(page.walk())
    for selector, display in _rules(nodes):
        for node in nodes:
            if _matches(node, selector):
                node.display = display


def _rules(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for sheet in (node for node in nodes if node.tag == 'style'):
        text = COMMENT.sub('', ''.join(each for each in sheet.children if isinstance(each, str)))
        for selectors, declarations in RULE.findall(text):
            if found := DISPLAY.search(declarations):
                yield from ((each.strip(), found[1]) for each in SPLIT_OUTSIDE_PARENTHESES.split(selectors))


def _matches(node: Node, selector: str) -> bool:
    """Tell whether a selector means an element, read from its right end."""
    steps = STEPS.split(selector)  # compound, sign between, compound, ...
    return _fits(node, steps[-1]) and _stands_in(node, steps[:-1])


def _stands_in(node: Node, steps: list[str]) -> bool:
    if not steps:
        return True
    *before, compound, sign = steps
    around = node.parent
    while around is not None:
        if _fits(around, compound) and _stands_in(around, before):
            return True
        around = None if sign == '>' else around.parent
    return False


def _fits(node: Node, compound: str) -> bool:
    rest = compound
    while rest:
        part = PART.match(rest)
        if part is None or not _holds(node, part):
            return False
        rest = rest[part.end() :]
    return bool(compound)


def _holds(node: Node, part: re.Match[str]) -> bool:
    function, inside, name, attribute, value, tag = part.groups()
    if function is not None:
        is_any = any(_fits(node, each.strip()) for each in inside.split(','))
        return is_any != (function == 'not')
    if name is not None:
        return name in node.classes
    if attribute is not None:
        return attribute in node.attributes and (value is None or str(node.attributes[attribute]) == value)
    return tag in {'*', node.tag}
