"""Examples in docstrings give what they say."""

import doctest
import importlib

import pytest

from tests.docs.project import ROOT, files


def modules_with_examples():
    return [
        '.'.join(path.relative_to(ROOT).with_suffix('').parts).removesuffix('.__init__')
        for path in files('messenger/*.py')
        if '>>> ' in path.read_text()
    ]


@pytest.mark.parametrize('name', modules_with_examples())
def test_the_examples_of_a_module_hold(name):
    results = doctest.testmod(importlib.import_module(name), verbose=False)
    assert results.attempted > 0
    assert results.failed == 0
