"""Which lines are a quote, a list, code, a table or a paragraph, and where each of them ends."""

import pytest

from messenger.rendering.renderer import Renderer

QUOTE = '<blockquote dir="auto"><p>q</p></blockquote>'
LIST = '<ul dir="auto"><li>i</li></ul>'
PARAGRAPH = '<p dir="auto">a</p>'


def inner(text):
    """The markup of a text within its frame."""
    return Renderer().render(text).removeprefix('<div class="prose">').removesuffix('</div>')


@pytest.mark.parametrize(
    ('text', 'html'),
    [
        ('a\n> q', PARAGRAPH + QUOTE),
        ('a\n- i', PARAGRAPH + LIST),
        ('> q\na', QUOTE + PARAGRAPH),
        ('- i\na', LIST + PARAGRAPH),
        ('> q\n- i', QUOTE + LIST),
        ('- i\n> q', LIST + QUOTE),
        ('> q\n\na', QUOTE + PARAGRAPH),
        ('- i\n\na', LIST + PARAGRAPH),
        ('a\nb\n> q', '<p dir="auto">a<br>b</p>' + QUOTE),
        ('a\nb\nc\n> q', '<p dir="auto">a<br>b<br>c</p>' + QUOTE),
        ('> q\n>\n>\n>\n> r', '<blockquote dir="auto"><p>q</p><p>r</p></blockquote>'),
        ('> q\n> ```\na', '<blockquote dir="auto"><p>q<br>```</p></blockquote>' + PARAGRAPH),
    ],
)
def test_each_line_belongs_to_the_block_whose_mark_it_bears(text, html):
    assert inner(text) == html


@pytest.mark.parametrize(
    ('text', 'html'),
    [
        ('a\n   > q', PARAGRAPH + QUOTE),
        ('a\n    > q', '<p dir="auto">a<br>    &gt; q</p>'),
        ('a\n     - i', '<p dir="auto">a<br>     - i</p>'),
    ],
)
def test_a_mark_behind_more_than_three_blanks_is_a_part_of_the_paragraph(text, html):
    assert inner(text) == html


def test_code_that_nobody_closed_goes_on_to_the_end():
    assert inner('```\nc') == inner('```\nc\n```')


@pytest.mark.parametrize('text', ['```\nc\n```', '|h|\n|-|\n|c|'])
@pytest.mark.parametrize(('above', 'html'), [('a', PARAGRAPH), ('> q', QUOTE), ('- i', LIST)])
def test_code_and_a_table_end_what_is_above_them_without_a_blank_line(text, above, html):
    assert inner(f'{above}\n{text}') == html + inner(text)


@pytest.mark.parametrize(
    ('text', 'shown'),
    [('>', '&gt;'), ('> ', '&gt;'), ('-', '-'), ('1.', '1.'), ('```', '```'), ('```\n```', '```<br>```')],
)
def test_marks_with_nothing_behind_them_are_shown(text, shown):
    assert inner(text) == f'<p dir="auto">{shown}</p>'


def test_a_line_that_goes_on_with_a_number_begins_no_list_but_one_may_begin_at_any():
    """As CommonMark has it: who wraps a sentence before "2026." means no list."""
    assert inner('in\n2026. It') == '<p dir="auto">in<br>2026. It</p>'
    assert inner('a\n1. b') == '<p dir="auto">a</p><ol dir="auto"><li>b</li></ol>'
    assert inner('a\n\n7. b') == '<p dir="auto">a</p><ol start="7" dir="auto"><li>b</li></ol>'
