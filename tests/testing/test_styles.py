"""Which elements the stylesheets of a page hide."""

import pytest

from messenger.testing.reading import text_of
from messenger.testing.styles import apply_styles
from messenger.testing.tree import Node, Parser

HTML = """
<article class="entry by-ann"><p class="only author">for Ann</p><p>for all</p></article>
<article class="entry by-bob"><p class="only author">for Bob</p><p data-o="7">for all</p></article>
"""


@pytest.mark.parametrize(
    ('css', 'shown'),
    [
        ('', 'for Ann for all for Bob for all'),
        ('.only { display: none }', 'for all for all'),
        ('.only { display: none } .by-ann .only { display: block }', 'for Ann for all for all'),
        ('.entry > .only.author { color: red; display: none !important }', 'for all for all'),
        ('article:not(.by-ann) p { display: none }', 'for Ann for all'),
        ('.entry:is(.by-ann, .by-carol) p, .nothing { display: none }', 'for Bob for all'),
        ('[data-o="7"] { display: none }', 'for Ann for all for Bob'),
        ('/* .only { display: none } */ p { color: red }', 'for Ann for all for Bob for all'),
        ('.only:hover { display: none } .only + p { display: none }', 'for Ann for all for Bob for all'),
    ],
)
def test_rules_hide_what_they_mean(css: str, shown: str) -> None:
    """And what is not understood hides nothing."""
    page = Node('main')
    Parser(page).feed(f'<style>{css}</style>{HTML}')
    apply_styles(page)
    assert text_of(page) == shown
