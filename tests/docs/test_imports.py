"""What import-linter cannot say: see its contracts in pyproject.toml for the rest."""

import ast
import sys

from tests.docs.project import ROOT, files

BROUGHT_BY_NICEGUI = {'nicegui', 'uvicorn', 'starlette', 'socketio', 'engineio', 'websockets', 'orjson'}


def roots_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_live_imports_only_nicegui_uvicorn_and_what_they_bring():
    foreign = {
        name
        for path in files('messenger/live/*.py')
        for name in roots_of(path)
        if not name.startswith('messenger.live')
        and name.split('.')[0] not in BROUGHT_BY_NICEGUI | sys.stdlib_module_names
    }
    assert foreign == set()


def test_nothing_imports_main():
    assert [path for path in files('messenger/*.py') if 'main' in roots_of(path)] == []


def test_no_import_of_the_project_reaches_into_its_tests_or_its_measurements():
    reaching = [
        path
        for path in [*files('messenger/*.py'), ROOT / 'main.py']
        if {'tests', 'bench', 'soak', 'fuzz', 'docs'} & {name.split('.')[0] for name in roots_of(path)}
    ]
    assert reaching == []
