"""Texts without markup."""

import pytest

from messenger.rendering.plain import plain_html


@pytest.mark.parametrize(
    ('text', 'inner'),
    [
        ('', ''),
        ('a', '<p dir="auto">a</p>'),
        ('a\nb', '<p dir="auto">a<br>b</p>'),
        ('a\n\nb', '<p dir="auto">a</p><p dir="auto">b</p>'),
        ('a\n \n\t\n\nb', '<p dir="auto">a</p><p dir="auto"><br><br>b</p>'),
        ('<b>&amp;', '<p dir="auto">&lt;b&gt;&amp;amp;</p>'),
    ],
)
def test_a_text_is_its_characters_its_lines_and_its_blank_lines(text, inner):
    assert plain_html(text) == f'<div class="prose">{inner}</div>'


def test_emoji_alone_are_shown_larger():
    assert plain_html('👍') == '<div class="prose emoji-only"><p dir="auto">👍</p></div>'
