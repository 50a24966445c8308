"""The state of a widget: from the author's own type to the text that the journal keeps, and back."""

import json
import typing
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from messenger.actions.widgets import STATE_BYTES
from messenger.extensions.marks import WidgetMark
from messenger.languages import marked
from messenger.model.refused import Refused

SUMMARY_CHARACTERS = 200


class NewerState(Exception):  # noqa: N818 - names a state
    """A newer version of the extension wrote this state; it is left as it is."""


class States:
    """Encodes, decodes and sums up the states of one widget.

    Raises ValueError when the function does not say what its state is, or pydantic cannot read that.
    """

    def __init__(self, mark: WidgetMark, function: Callable[..., Any]) -> None:
        kind = typing.get_type_hints(function).get('state')
        if kind is None:
            raise ValueError(f'{mark.name} does not say what its state is: write def {function.__name__}(state: Poll)')
        self.kind: Any = kind
        self._mark = mark
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def is_state(self, value: object) -> bool:
        """Tell whether a command's answer is a state of this widget."""
        return isinstance(self.kind, type) and type(value) is self.kind

    def encode(self, state: Any) -> str:
        """Return a state as JSON. Raises Refused ``too_large``."""
        encoded = self._adapter.dump_json(state)
        if len(encoded) > STATE_BYTES:
            reason = marked('This holds {size} bytes and may hold {most}. Remove something first.')
            raise Refused('too_large', reason, size=len(encoded), most=STATE_BYTES)
        return encoded.decode()

    def decode(self, text: str, version: int) -> Any:
        """Return the state that a text of a version stands for, migrated if that is an older one.

        Raises:
            NewerState: a newer version wrote it.
            ValueError: it does not fit the type, or is older and there is no `migrate`.
        """
        if version > self._mark.version:
            raise NewerState
        if version == self._mark.version:
            return self._adapter.validate_json(text)
        if self._mark.migrate is None:
            raise ValueError(
                f'{self._mark.name} is of version {version}, the code of {self._mark.version}: '
                'give @widget a migrate=, which turns older data into the present shape'
            )
        return self._adapter.validate_python(self._mark.migrate(version, json.loads(text)))

    def summary(self, state: Any) -> str:
        """Return the line that stands for a state where the widget cannot."""
        text = self._mark.summary(state) if self._mark.summary else self._mark.name
        return ' '.join(str(text).split())[:SUMMARY_CHARACTERS] or self._mark.name
