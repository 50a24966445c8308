"""The house rules that a machine can check: small files that say what lives in them."""

import ast

from tests.docs.project import ROOT, files, python_files

LONGEST_FILE = 300
MOST_PARAMETERS = 5
DEEPEST_NESTING = 3
OPENS_A_LEVEL = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
WIRES = {'messenger/actions/actions.py: make_actions'}
"""What stands for a constructor, which may take more."""

FORBIDDEN_NAMES = ('util', 'helper', 'manager', 'misc')


def ours():
    return [path for path in python_files() if path.is_relative_to(ROOT / 'messenger') or path == ROOT / 'main.py']


def named(path):
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_three_hundred_lines():
    long = {
        named(path): lines for path in python_files() if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_module_says_what_lives_in_it():
    mute = [named(path) for path in ours() if ast.get_docstring(ast.parse(path.read_text())) is None]
    assert mute == []


def test_no_module_is_named_after_nothing():
    vague = [named(path) for path in python_files() if any(word in path.stem.split('_') for word in FORBIDDEN_NAMES)]
    assert vague == []


def test_no_function_nests_deeper_than_three():
    deep = [
        f'{named(path)}: {function.name}'
        for path in ours()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and depth_of(function.body) > DEEPEST_NESTING
    ]
    assert deep == []


def depth_of(statements):
    return max((depth_of_one(statement) for statement in statements), default=0)


def depth_of_one(statement):
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return 0  # counted by itself
    inner = [
        child
        for child in ast.iter_child_nodes(statement)
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case)
    ]
    if isinstance(statement, ast.If) and len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
        inner = [child for child in inner if child is not statement.orelse[0]]
        return max(1 + depth_of(inner), depth_of_one(statement.orelse[0]))
    return isinstance(statement, OPENS_A_LEVEL) + depth_of(inner)


def test_no_function_takes_more_than_five_parameters():
    greedy = [
        f'{named(path)}: {function.name}'
        for path in ours()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and function.name != '__init__'
        and parameters_of(function) > MOST_PARAMETERS
    ]
    assert set(greedy) - WIRES == set()


def parameters_of(function):
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in {'self', 'cls'}])


def test_nothing_is_left_for_later():
    marks = [''.join(letters) for letters in (('TO', 'DO'), ('FIX', 'ME'), ('XX', 'X:'))]
    left = [
        named(path)
        for path in files('*.py', '*.md', '*.css', 'Makefile', 'Dockerfile')
        if any(mark in path.read_text() for mark in marks)
    ]
    assert left == []
