"""A labelled line to type into."""

from typing import Any

from nicegui import ui

LONGEST = 200
"""Characters a browser lets through; the rule of each name is the action's, which says so in words."""


class Field(ui.input):
    """A text field with its label above."""

    def __init__(self, label: str, value: str = '', *, longest: int = LONGEST, **options: Any) -> None:
        """Place a field of at most so many characters; `options` are those of `ui.input`."""
        super().__init__(label, value=value, **options)
        self._longest = longest
        self.classes('field').props(f'borderless stack-label maxlength={longest} spellcheck=false autocomplete=off')

    @property
    def typed(self) -> str:
        """What stands in the field; empty when a browser sent something that is no text."""
        return self.value[: self._longest] if isinstance(self.value, str) else ''

    def refocus(self) -> None:
        """Put the cursor here, such as after a refusal."""
        self.run_method('focus')
