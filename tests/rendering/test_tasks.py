"""Items of lists with a box before them."""

import pytest

from messenger.rendering.renderer import Renderer
from tests.rendering.shown import text_of


def inner(text: str) -> str:
    return Renderer().render(text).removeprefix('<div class="prose">').removesuffix('</div>').replace(' dir="auto"', '')


@pytest.mark.parametrize(
    ('text', 'html'),
    [
        ('- [ ] to do', '<ul><li class="task">☐ to do</li></ul>'),
        ('- [x] done', '<ul><li class="task">☑ done</li></ul>'),
        ('* [X] **done**', '<ul><li class="task">☑ <strong>done</strong></li></ul>'),
        ('1. [x] first\n2. second', '<ol><li class="task">☑ first</li><li>second</li></ol>'),
        ('- a\n  - [ ] b', '<ul><li>a<ul><li class="task">☐ b</li></ul></li></ul>'),
        ('- [ ] [ ] a', '<ul><li class="task">☐ [ ] a</li></ul>'),
    ],
)
def test_a_box_is_shown_open_or_ticked(text, html):
    assert inner(text) == html


@pytest.mark.parametrize('text', ['[ ] a', '- [y] a', '- []', '- [ ]', '- [x]a', '- a [x] b', '> [ ] a'])
def test_nothing_else_is_a_task(text):
    assert 'task' not in inner(text)
    assert '☐' not in text_of(inner(text))


def test_a_link_that_begins_an_item_stays_one():
    assert '<a href="https://a.example"' in inner('- [x](https://a.example)')
