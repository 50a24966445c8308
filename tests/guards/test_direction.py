"""In which direction NiceGUI's page is read."""

from pathlib import Path

import nicegui
import pytest
from jinja2 import Template

from messenger.guards.direction import directed


@pytest.mark.parametrize(('language', 'direction'), [('ar', 'rtl'), ('de', 'ltr'), ('en-US', 'ltr')])
def test_the_first_tag_of_the_page_says_it(language: str, direction: str) -> None:
    source = (Path(nicegui.__file__).parent / 'templates' / 'index.html').read_text(encoding='utf-8')
    first_tag = directed(source).splitlines()[1]
    assert Template(first_tag).render(html_lang=language) == f'<html lang="{language}" dir="{direction}">'
