"""The part of a message that a search shows."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messenger.components.excerpt import CHARACTERS, excerpt

LONG = 'one two three four five six seven eight nine ten ' * 20


@pytest.mark.parametrize(
    ('text', 'words', 'expected'),
    [
        ('green tea', ['tea'], 'green <mark>tea</mark>'),
        ('Tea and TEA', ['tea'], '<mark>Tea</mark> and <mark>TEA</mark>'),
        ('Crème brûlée', ['creme bru'], '<mark>Crème brû</mark>lée'),
        ('Straße', ['strasse'], '<mark>Straße</mark>'),
        ('今天天气很好', ['天气'], '今天<mark>天气</mark>很好'),
        ('a < b', ['<'], 'a <mark>&lt;</mark> b'),
        ('<img src=x onerror=alert(1)>', ['img'], '&lt;<mark>img</mark> src=x onerror=alert(1)&gt;'),
        ('teatime', ['tea', 'eat', 'time'], '<mark>teatime</mark>'),
        ('**bold** and `code`', ['bold', 'code'], '<mark>bold</mark> and <mark>code</mark>'),
        ('[here](https://example.org)', ['example'], 'here'),
        ('two\n\nlines', ['lines'], 'two <mark>lines</mark>'),
        ('tea', [], 'tea'),
        ('tea', ['coffee'], 'tea'),
        ('tea', [''], 'tea'),
    ],
)
def test_words_are_marked_where_they_stand(text, words, expected):
    assert excerpt(text, words) == expected


def test_of_a_long_message_the_part_around_the_word_is_shown():
    shown = excerpt(f'{LONG}needle {LONG}', ['needle'])
    assert shown.startswith('…')
    assert shown.endswith('…')
    assert '<mark>needle</mark>' in shown
    assert re.fullmatch(r'…\w+ .* \w+…', shown)
    assert len(shown) < CHARACTERS + 20


def test_a_word_longer_than_the_part_is_cut():
    shown = excerpt('x' * 1000, ['x' * 1000])
    assert shown == f'<mark>{"x" * CHARACTERS}</mark>…'


@given(st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_nothing_but_marks_is_markup(text, words):
    shown = excerpt(text, words)
    bare = re.sub(r'</?mark>', '', shown)
    assert '<' not in bare
    assert len(unescape(bare)) <= CHARACTERS + 2
