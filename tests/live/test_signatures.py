"""The quick answer is NiceGUI's answer."""

import functools
from typing import Any

import pytest
from nicegui import helpers

from messenger.live.signatures import expects_arguments

nicegui_s_own = getattr(helpers.expects_arguments, '__wrapped__', helpers.expects_arguments)


class Example:
    def nothing(self) -> None: ...

    def one(self, event: Any) -> None: ...

    def optional(self, event: Any = None) -> None: ...

    @classmethod
    def of_class(cls, event: Any) -> None: ...

    @staticmethod
    def of_none() -> None: ...

    def __call__(self, event: Any) -> None: ...


@functools.wraps(lambda: None)
def wrapped(event: Any) -> None: ...


FUNCTIONS = [
    lambda: None,
    lambda event: None,
    lambda event=None: None,
    lambda a, b=1: None,
    lambda *args: None,
    lambda **options: None,
    lambda *, needed: None,
    lambda *, spare=1: None,
    lambda a, /, *, spare=1: None,
    Example().nothing,
    Example().one,
    Example().optional,
    Example.of_class,
    Example.of_none,
    Example(),
    Example.one,
    Example,
    functools.partial(Example().one, 1),
    wrapped,
    print,
]


@pytest.mark.parametrize('function', FUNCTIONS, ids=range(len(FUNCTIONS)))
def test_it_is_the_same_for_every_kind_of_function(function: Any) -> None:
    asked: list[Any] = []

    def original(function: Any) -> bool:
        asked.append(function)
        return bool(nicegui_s_own(function))

    assert expects_arguments(function, original=original) == nicegui_s_own(function)


def test_plain_functions_and_methods_are_told_without_inspecting_them() -> None:
    def original(function: Any) -> bool:
        raise AssertionError(function)

    assert not expects_arguments(Example().nothing, original=original)
    assert expects_arguments(Example().one, original=original)
    assert expects_arguments(lambda event: event, original=original)
