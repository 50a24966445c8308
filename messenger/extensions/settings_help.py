"""The settings of extensions put into words, for ``--help``."""

from collections.abc import Iterator
from pathlib import Path

from messenger.extensions.extension import Source
from messenger.extensions.loader import CannotLoad, find_sources, import_alone
from messenger.extensions.own_settings import describe_own_settings, settings_model


def describe_extensions(folder: Path) -> str:
    """List the settings of everything that can be loaded, those in a folder too; empty when there are none."""
    return '\n'.join(line for source in find_sources(folder).values() for line in _lines(source))


def _lines(source: Source) -> Iterator[str]:
    try:
        model = settings_model(import_alone(source))
    except CannotLoad as error:
        yield f'  {source.name} cannot be loaded: {error}'
        return
    if model is not None:
        yield from describe_own_settings(source.name, model)
