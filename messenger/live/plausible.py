"""Values that a control can send: whoever writes own events must not enter what the control on the page could not."""

import math
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.choice_element import ChoiceElement
from nicegui.elements.mixins.value_element import ValueElement

Judge = Callable[[Any, Any], bool]


def is_plausible(element: Element, value: Any) -> bool:
    """Whether an element of this kind, as it is now, can send this value; True of kinds that are not known here."""
    for kinds, judge in JUDGES:
        if isinstance(element, kinds):
            return judge(element, value)
    if isinstance(element, ValueElement) and isinstance(element.value, bool):
        return isinstance(value, bool)
    return True


def _select(element: Any, value: Any) -> bool:
    if not element.multiple:
        return value is None or _option(element, value)
    return value is None or (isinstance(value, list) and all(_option(element, each) for each in value))


def _option(element: Any, value: Any) -> bool:
    if isinstance(value, dict):
        return _index(element, value.get('value'))
    return isinstance(value, str) and 'new-value-mode' in element.props


def _choice(element: Any, value: Any) -> bool:
    return (value is None and isinstance(element, ui.toggle)) or _index(element, value)


def _index(element: ChoiceElement, value: Any) -> bool:
    return type(value) is int and 0 <= value < len(element._values)  # noqa: SLF001


def _number(value: Any) -> bool:
    return type(value) in {int, float} and math.isfinite(value)


def _within(element: Any, value: Any) -> bool:
    lowest, highest = element.props.get('min', -math.inf), element.props.get('max', math.inf)
    return _number(value) and lowest <= value <= highest


def _span(element: Any, value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {'min', 'max'}:
        return False
    return all(_within(element, each) for each in value.values())


def _typed_number(_element: Any, value: Any) -> bool:
    if not isinstance(value, str):
        return value is None or _number(value)
    try:
        return not value or math.isfinite(float(value))
    except ValueError:
        return False


def _text(_element: Any, value: Any) -> bool:
    return value is None or isinstance(value, str)


def _texts(_element: Any, value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _dates(_element: Any, value: Any) -> bool:
    def is_date(each: Any) -> bool:
        return isinstance(each, str) or (isinstance(each, dict) and all(isinstance(day, str) for day in each.values()))

    return value is None or is_date(value) or (isinstance(value, list) and all(map(is_date, value)))


JUDGES: tuple[tuple[Any, Judge], ...] = (
    (ui.select, _select),
    ((ui.radio, ui.toggle), _choice),
    (ui.number, _typed_number),
    ((ui.input, ui.editor, ui.color_input, ui.date_input, ui.time_input, ui.time, ui.tabs, ui.tab_panels), _text),
    ((ui.stepper, ui.carousel), _text),
    (ui.input_chips, _texts),
    (ui.date, _dates),
    ((ui.slider, ui.knob, ui.rating, ui.pagination), _within),
    (ui.range, _span),
)
"""The first that fits; `ui.textarea` is an `ui.input`, and what has a switch's value is judged by that."""
