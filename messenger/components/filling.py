"""What the placeholders of shared elements stand for: times and words, in each reader's zone and language."""

from html import escape

from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from messenger import words
from messenger.components import times
from messenger.live import Escaped, Locale, fill_nested


def fill(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    """Write what a placeholder stands for, for one reader. Raises ValueError for a kind that there is not."""
    if kind in words.KINDS:
        return words.fill(kind, arguments, locale, fill)
    return times.fill(kind, arguments, locale)


def fill_html(html: str, locale: Locale) -> str:
    """Say at once what stands in the HTML of a shared element, for the page of one reader alone."""
    return fill_nested(html, _fill_escaped, locale)


def fill_in(root: Element, locale: Locale) -> None:
    """Say at once what stands in something that is built as if for all, but on the page of one reader alone."""
    for element in root.descendants(include_self=True):
        for name, value in element.props.items():
            if isinstance(value, str):
                element.props[name] = fill_html(value, locale) if name == 'innerHTML' else _fill_plain(value, locale)
        if isinstance(element, TextElement):
            element.text = _fill_plain(element.text, locale)


def _fill_plain(text: str, locale: Locale) -> str:
    return fill_nested(text, fill, locale)


def _fill_escaped(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
    said = fill(kind, arguments, locale)
    return said if isinstance(said, Escaped) else escape(said)
