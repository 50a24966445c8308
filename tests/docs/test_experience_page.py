"""The list of what people expect names tests that exist."""

import re

from tests.docs.project import ROOT, files

PAGE = ROOT / 'docs' / 'experience.md'


def test_every_test_that_the_list_names_exists():
    named = set(re.findall(r'`(test_\w+)`', PAGE.read_text()))
    there = {
        name
        for path in files('tests/*.py')
        for name in re.findall(r'^\s*(?:async )?def (test_\w+)', path.read_text(), re.M)
    }
    assert named - there == set()
    assert named
