"""Code in colour."""

from pygments.lexers import get_lexer_by_name

from messenger.rendering.code import LANGUAGES, MOST_SPANS, coloured, languages_in, uncoloured
from tests.rendering.shown import text_of

PROGRAM = '\n\n  def f(x):\n\treturn "<&>"  # ü\n\n'


def test_every_language_is_one_that_pygments_knows():
    for language in LANGUAGES:
        get_lexer_by_name(language)


def test_colouring_changes_no_character_of_any_language():
    for language in LANGUAGES:
        assert text_of(coloured(PROGRAM, language)) == PROGRAM.removesuffix('\n'), language


def test_the_last_line_is_coloured_like_the_others():
    assert coloured('+a\n+b\n', 'diff') == '<span class="tok-inserted">+a</span>\n<span class="tok-inserted">+b</span>'


def test_the_languages_of_a_text_are_found_before_it_is_read():
    assert languages_in('```python\nx\n```\n~~~ SQL\nx\n~~~\n> ```c++ x\n```nothing') == {'python', 'sql', 'c++'}


def test_pieces_of_one_colour_are_one_span():
    assert coloured('# a\n', 'python') == '<span class="tok-comment"># a</span>'
    assert coloured('"a\\n"', 'python') == '<span class="tok-string">"a\\n"</span>'


def test_a_word_that_names_no_language_is_the_first_line_of_the_code():
    assert coloured('x\n', 'nolanguage') == uncoloured('x\n', 'nolanguage') == 'nolanguage\nx'


def test_a_word_that_names_a_plain_text_is_not_shown():
    assert uncoloured('x\n', 'text') == coloured('x\n', '') == 'x'


def test_code_goes_on_without_colour_when_it_would_be_much_longer():
    html = coloured('1+' * MOST_SPANS * 2, 'python')
    assert html.count('<span') == MOST_SPANS
    assert text_of(html) == '1+' * MOST_SPANS * 2
