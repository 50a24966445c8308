"""Finds extensions and loads each from its file, package or distribution."""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import inspect
import pkgutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from messenger.extensions import builtin
from messenger.extensions.arguments import Arguments
from messenger.extensions.extension import Command, Extension, Health, Illustration, Origin, Source, WidgetKind
from messenger.extensions.marks import MARK, NAME, CommandMark, IllustrationMark, WidgetMark
from messenger.extensions.own_settings import WrongOwnSettings, read_own_settings
from messenger.extensions.plugins import check_hooks
from messenger.extensions.states import States

ENTRY_POINTS = 'messenger.extensions'
PREFIX = 'messenger_extension_'
"""Of the names under which files of the folder are known to Python, so that `poll.py` hides no other module."""


GIVEN_TO_WIDGETS = frozenset({'state', 'message', 'author', 'group', 'members', 'say', 'every', 'change'})
"""What the function of a widget may ask for, by name."""


class CannotLoad(Exception):  # noqa: N818 - names a state
    """An extension that cannot be loaded; the text says the file, the line and the reason."""


def find_sources(folder: Path | None) -> dict[str, Source]:
    """Find everything that can be loaded, by name: built-in, installed, in the folder; a later one hides an earlier."""
    found = [*_built_in(), *_installed(), *(_in_folder(folder) if folder else ())]
    return {source.name: source for source in found}


def source_at(path: Path) -> Source | None:
    """Return the source that a path in the folder is, None for what is none (``_private.py``, ``notes.txt``)."""
    is_package = path.is_dir() and (path / '__init__.py').is_file()
    if not is_package and not (path.suffix == '.py' and path.is_file()):
        return None
    name = path.stem if not is_package else path.name
    return Source(name=name, origin=Origin.FOLDER, path=path) if NAME.fullmatch(name) else None


def is_gone(path: Path) -> bool:
    """Tell whether a file or package was removed, rather than made into something that is no extension."""
    return not path.exists()


def fingerprint_of(path: Path | None) -> str:
    """Return a hash of a file, or of the files of a package; empty for what was installed."""
    if path is None:
        return ''
    files = sorted(path.rglob('*')) if path.is_dir() else [path]
    contents = [each.read_bytes() for each in files if each.is_file() and '__pycache__' not in each.parts]
    return hashlib.sha256(b'\0'.join(contents)).hexdigest()


def load(source: Source, health: Health | None = None) -> Extension:
    """Load an extension anew; one of the same name that is loaded already stays as it is. Raises CannotLoad."""
    try:
        fingerprint = fingerprint_of(source.path)
        with _set_aside(_module_name(source)):
            module = _import(source)
            commands = {each.mark.word: each for each in _commands(module)}
            widgets = {each.mark.name: each for each in _widgets(module)}
            illustrations = list(_illustrations(module))
            check_hooks(module)
            settings = read_own_settings(source.name, module)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise CannotLoad(where(error, source)) from error
    version = source.version or str(getattr(module, '__version__', ''))
    return Extension(
        source=source,
        module=module,
        version=version,
        commands=commands,
        widgets=widgets,
        illustrations=illustrations,
        fingerprint=fingerprint,
        settings=settings,
        health=health or Health(),
    )


def import_alone(source: Source) -> ModuleType:
    """Import what a source holds, to look at it, without its settings. Raises CannotLoad."""
    try:
        with _set_aside(_module_name(source)):
            return _import(source)
    except Exception as error:
        raise CannotLoad(where(error, source)) from error


def where(error: BaseException, source: Source) -> str:
    """Say in one line what failed while an extension was loaded, and where."""
    if isinstance(error, WrongOwnSettings):
        return str(error)
    if isinstance(error, SyntaxError):
        return f'{error.filename}:{error.lineno}: {error.msg}'
    return f'{frame_of(error, source)}: {type(error).__name__}: {error}'


def frame_of(error: BaseException, source: Source) -> str:
    """Return the file and the line of an extension in which an error arose, rather than those of a library."""
    frames = traceback.extract_tb(error.__traceback__)
    home = str(source.path) if source.path else source.module.replace('.', '/')
    frame = next((each for each in reversed(frames) if home in each.filename), frames[-1] if frames else None)
    return f'{frame.filename}:{frame.lineno}' if frame else home


def _built_in() -> Iterator[Source]:
    for each in pkgutil.iter_modules(builtin.__path__):
        yield Source(name=each.name, origin=Origin.BUILT_IN, module=f'{builtin.__name__}.{each.name}')


def _installed() -> Iterator[Source]:
    for point in importlib.metadata.entry_points(group=ENTRY_POINTS):
        version = point.dist.version if point.dist else ''
        yield Source(name=point.name, origin=Origin.PACKAGE, module=point.value, version=version)


def _in_folder(folder: Path) -> Iterator[Source]:
    if folder.is_dir():
        yield from filter(None, (source_at(path) for path in sorted(folder.iterdir())))


def _module_name(source: Source) -> str:
    return f'{PREFIX}{source.name}' if source.path else source.module


@contextmanager
def _set_aside(name: str) -> Iterator[None]:
    """Let a module and what is in it be imported anew; if that fails, what was there comes back."""
    before = {each: module for each, module in sys.modules.items() if each == name or each.startswith(f'{name}.')}
    # A file saved twice in a second with the same length would be taken for the one compiled before.
    writes_nothing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    for each in before:
        del sys.modules[each]
    importlib.invalidate_caches()
    try:
        yield
    except BaseException:
        for each in [each for each in sys.modules if each == name or each.startswith(f'{name}.')]:
            del sys.modules[each]
        sys.modules.update(before)
        raise
    finally:
        sys.dont_write_bytecode = writes_nothing


def _import(source: Source) -> ModuleType:
    name = _module_name(source)
    if source.path is None:
        return importlib.import_module(name)
    is_package = source.path.is_dir()
    spec = importlib.util.spec_from_file_location(
        name,
        source.path / '__init__.py' if is_package else source.path,
        submodule_search_locations=[str(source.path)] if is_package else None,
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def _widgets(module: ModuleType) -> Iterator[WidgetKind]:
    for function in vars(module).values():
        mark: Any = getattr(function, MARK, None) if inspect.isfunction(function) else None
        if isinstance(mark, WidgetMark):
            parameters = frozenset(inspect.signature(function).parameters)
            if unknown := parameters - GIVEN_TO_WIDGETS:
                known = ', '.join(sorted(GIVEN_TO_WIDGETS))
                raise ValueError(f'{mark.name} asks for {", ".join(sorted(unknown))}; a widget may ask for {known}')
            yield WidgetKind(mark=mark, function=function, states=States(mark, function), parameters=parameters)


def _illustrations(module: ModuleType) -> Iterator[Illustration]:
    for function in vars(module).values():
        mark: Any = getattr(function, MARK, None) if inspect.isfunction(function) else None
        if isinstance(mark, IllustrationMark):
            yield Illustration(mark=mark, function=function)


def _commands(module: ModuleType) -> Iterator[Command]:
    for function in vars(module).values():
        mark: Any = getattr(function, MARK, None) if inspect.isfunction(function) else None
        if isinstance(mark, CommandMark):
            text = (inspect.getdoc(function) or '').partition('\n')[0]
            arguments = Arguments(mark.word, function)
            returns = get_type_hints(function).get('return')
            yield Command(mark=mark, function=function, arguments=arguments, help=text, returns=returns)
