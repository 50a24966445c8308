"""The page of settings says what the settings are."""

import re

from docs.settings import PAGE, page
from messenger.settings import EXTENSIONS_PREFIX, Settings, variable_of
from tests.docs.project import ROOT, files

VARIABLE = re.compile(r'\bMESSENGER_[A-Z0-9_]+')


def test_the_page_is_as_make_settings_writes_it():
    assert PAGE.read_text() == page(), 'run: make settings'


def test_every_setting_that_a_document_names_exists():
    known = {variable_of(name) for name in Settings.model_fields}
    named = {
        (str(path.relative_to(ROOT)), variable)
        for path in files('*.md', 'Dockerfile', 'Makefile')
        for variable in VARIABLE.findall(path.read_text())
        if variable not in known and not variable.startswith(EXTENSIONS_PREFIX)
    }
    assert named == set()
