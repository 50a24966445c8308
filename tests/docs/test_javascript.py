"""The only JavaScript is in components/browser/, so that nobody who extends the interface meets any."""

import ast
import re

from tests.docs.project import ROOT, files

HOME = ROOT / 'messenger' / 'components' / 'browser'
SIGNS = re.compile(
    r'\)\s*=>|\w\s*=>|\bfunction\s*\(|\bdocument\.|\bwindow\.|javascript:|\bon(?:click|load|error|input|submit)='
)


def sources():
    return [path for path in files('messenger/*.py') if not path.is_relative_to(HOME)]


def strings_of(tree):
    """The strings of a module that are not docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def handed_to_browsers(tree):
    """What calls hand to the browser as code."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        yield from (word.value for word in call.keywords if word.arg == 'js_handler')
        if isinstance(call.func, ast.Attribute) and call.func.attr == 'run_javascript':
            yield from call.args[:1]


def test_there_is_no_javascript_file():
    assert files('*.js', '*.mjs', '*.ts', '*.vue', '*.jsx', '*.tsx') == []


def test_no_string_outside_its_home_is_javascript():
    found = [
        f'{path.relative_to(ROOT)}:{line}: {text}'
        for path in sources()
        for line, text in strings_of(ast.parse(path.read_text()))
        if SIGNS.search(text)
    ]
    assert found == []


def test_whatever_runs_in_the_browser_comes_from_its_home():
    found = [
        f'{path.relative_to(ROOT)}:{code.lineno}: {ast.unparse(code)}'
        for path in sources()
        for code in handed_to_browsers(ast.parse(path.read_text()))
        if not ast.unparse(code).startswith('browser.')
    ]
    assert found == []


def test_no_property_is_an_expression_for_the_browser():
    props = re.compile(r"""\.props\(\s*f?['"](?:[^'"]*\s)?:""")
    assert [str(path.relative_to(ROOT)) for path in sources() if props.search(path.read_text())] == []
