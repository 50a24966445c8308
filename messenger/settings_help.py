"""Settings put into words: the list in ``--help`` and one line for each wrong one."""

import difflib
import os
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from messenger.settings import PREFIX, Settings, unknown_variables, variable_of

LONGEST_VALUE_SHOWN = 80
LIKENESS = 0.8
"""How much of a wrong name must agree with a setting's to suggest it; the prefix alone is no likeness."""


class WrongSettings(Exception):  # noqa: N818 - names a state
    """At least one setting cannot be used; `lines` holds a sentence for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__('\n'.join(lines))
        self.lines = lines


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment. Raises WrongSettings."""
    lines = [_unknown(name) for name in unknown_variables(os.environ if environment is None else environment)]
    try:
        settings = Settings()
    except ValidationError as error:
        lines += [_wrong(problem) for problem in error.errors(include_url=False)]
    if lines:
        raise WrongSettings(lines)
    return settings


def describe_settings() -> str:
    """List every setting with its default and its description, as ``--help`` shows them."""
    lines = []
    for name, field in Settings.model_fields.items():
        lines.append(f'  {variable_of(name)}={_shown(field.default)}')
        lines.append(f'      {field.description}')
    return '\n'.join(lines)


def _shown(value: Any) -> str:
    return ','.join(value) if isinstance(value, tuple) else str(value)


def _unknown(name: str) -> str:
    known = [variable_of(field) for field in Settings.model_fields]
    nearest = difflib.get_close_matches(name.upper(), known, n=1, cutoff=LIKENESS)
    hint = f'did you mean {nearest[0]}?' if nearest else f'unset it, or see --help for those that start with {PREFIX}.'
    return f'{name} is no setting: {hint}'


def _wrong(problem: Any) -> str:
    name = str(problem['loc'][0])
    value = repr(_shown(problem['input']))[:LONGEST_VALUE_SHOWN]
    reason = str(problem['msg']).removeprefix('Value error, ')
    field = Settings.model_fields[name]
    return f'{variable_of(name)} is {value}: {reason}. {field.description} (default {_shown(field.default) or "empty"})'
