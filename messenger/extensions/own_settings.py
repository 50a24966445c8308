"""Settings of an extension's own: environment variables that begin with ``MESSENGER_X_`` and its name."""

import os
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings, SettingsConfigDict

from messenger.settings import EXTENSIONS_PREFIX

HOOK = 'settings'


class WrongOwnSettings(ValueError):  # noqa: N818 - names a state
    """Settings of an extension that cannot be used; the text names the variables and no value."""


def prefix_of(name: str) -> str:
    """Return what the variables of an extension begin with.

    >>> prefix_of('ci-status')
    'MESSENGER_X_CI_STATUS_'
    """
    return f'{EXTENSIONS_PREFIX}{name.upper().replace("-", "_")}_'


def read_own_settings(name: str, module: ModuleType) -> BaseModel | None:
    """Return the settings of a loaded module, from the environment; None when it has none. Raises WrongOwnSettings."""
    model = settings_model(module)
    if model is None:
        return None
    prefix = prefix_of(name)
    if unknown := sorted(_unknown(prefix, model, os.environ)):
        known = ', '.join(f'{prefix}{field.upper()}' for field in model.model_fields)
        raise WrongOwnSettings(f'{", ".join(unknown)}: no setting of {name}, which has {known or "none"}')
    own = type(
        f'{model.__name__} from the environment',
        (model, BaseSettings),
        {'model_config': SettingsConfigDict(env_prefix=prefix, extra='ignore'), '__module__': model.__module__},
    )
    try:
        read: BaseModel = own()
    except ValidationError as error:
        lines = [f'{prefix}{str(each["loc"][0]).upper()}: {each["msg"]}' for each in error.errors(include_input=False)]
        raise WrongOwnSettings('; '.join(lines)) from None
    return read


def settings_model(module: ModuleType) -> type[BaseModel] | None:
    """Return what a module's hook `settings` says its settings are. Raises TypeError for what is no pydantic model."""
    function = getattr(module, HOOK, None)
    if not hasattr(function, 'messenger_impl'):
        return None
    assert callable(function)
    model = function()
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise TypeError('settings returns a class: class Settings(BaseModel): ..., then return Settings')
    return model


def describe_own_settings(name: str, model: type[BaseModel]) -> Iterator[str]:
    """Yield a line for each setting, as ``--help`` shows them."""
    for field, described in model.model_fields.items():
        default: Any = described.get_default(call_default_factory=True)
        shown = '(to be set)' if default is PydanticUndefined else default
        yield f'  {prefix_of(name)}{field.upper()}={shown}'
        if described.description:
            yield f'      {described.description}'


def _unknown(prefix: str, model: type[BaseModel], environment: Mapping[str, str]) -> Iterator[str]:
    known = {f'{prefix}{field.upper()}' for field in model.model_fields}
    yield from (name for name in environment if name.upper().startswith(prefix) and name.upper() not in known)
