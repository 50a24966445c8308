"""What stands in itself too often to be read is shown as it was written."""

import pytest

from messenger.rendering.markdown import DEEPEST
from messenger.rendering.renderer import Renderer
from tests.rendering.shown import Shown, text_of


def test_a_text_of_blocks_too_deep_in_each_other_is_shown_plain():
    for text in ('>' * 50 + ' a', '- ' * 50 + 'a', '\n'.join('  ' * depth + '- a' for depth in range(50))):
        assert text_of(Renderer().render(text)) == text


def test_a_text_of_emphasis_too_deep_in_each_other_is_shown_plain():
    text = '*a **b ' * 30 + 'c' + '** *' * 30
    assert not Shown(Renderer().render(text)).with_tag('em')


def emphasised(depth):
    """A text whose marks stand in each other so deep."""
    marks = [('*', '~~')[place % 2] for place in range(depth)]
    return ' '.join([*(f'{mark}a' for mark in marks), 'x', *(f'b{mark}' for mark in reversed(marks))])


@pytest.mark.parametrize(
    ('deepest', 'deeper'),
    [('> ' * (DEEPEST - 1) + 'a', '> ' * DEEPEST + 'a'), (emphasised(DEEPEST), emphasised(DEEPEST + 1))],
)
def test_how_deep_is_too_deep(deepest, deeper):
    assert text_of(Renderer().render(deepest)) != deepest
    assert text_of(Renderer().render(deeper)) == deeper
