"""Text that is hidden until somebody wants to see it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messenger.rendering.renderer import Renderer
from messenger.rendering.spoilers import hide_spoilers
from tests.rendering.shown import Shown

OPEN = '<label class="spoiler"><input type="checkbox" aria-label="Spoiler"><span>'


def inner(text: str) -> str:
    return Renderer().render(text).replace(OPEN, '{').replace('</span></label>', '}')


@pytest.mark.parametrize(
    ('text', 'shown'),
    [
        ('||secret||', '{secret}'),
        ('the end: ||he **did** it||!', 'the end: {he <strong>did</strong> it}!'),
        ('||one|| two ||three||', '{one} two {three}'),
        ('a||b||c', 'a{b}c'),
        ('**||a||**', '<strong>{a}</strong>'),
        ('||two\nlines||', '{two<br>lines}'),
        ('|||a|||', '|{a|}'),
        ('||a ||b||', '||a {b}'),
        ('||b a||', '{b a}'),
    ],
)
def test_what_stands_between_two_double_bars_is_hidden(text, shown):
    assert f'<p dir="auto">{shown}</p>' in inner(text)


@pytest.mark.parametrize(
    'text',
    ['a || b || c', '||a', 'a||', '||||', 'a||||b', '|a|', '`||a||`', '```\n||a||\n```', r'\||a||', '||a\n\nb||'],
)
def test_nothing_else_is(text):
    assert OPEN not in Renderer().render(text)


def test_a_spoiler_may_stand_in_the_text_of_a_link():
    assert '>a {b} c</a>' in inner('[a ||b|| c](https://a.example)')


def test_a_spoiler_opens_without_the_link_in_it_being_lost():
    assert '{<a href="https://a.example"' in inner('||https://a.example||')


@pytest.mark.parametrize(
    ('text', 'line'),
    [
        ('he ||did|| it', 'he ▒▒▒ it'),
        ('||a|| b ||c||', '▒▒▒'),
        ('a || b', 'a || b'),
        ('||a', '||a'),
        ('|| a||', '|| a||'),
        ('||||', '||||'),
        ('', ''),
        ('|| ||a|| b', '|| ▒▒▒ b'),
        ('|| || ||a||', '|| || ▒▒▒'),
        ('||a|| || b', '▒▒▒ || b'),
        ('||a|| || ||', '▒▒▒ || ||'),
        ('x ||||a|| ||', 'x ▒▒▒ ||'),
        ('||a b|| c || d', '▒▒▒ c || d'),
        ('|| |||a||', '|| ▒▒▒'),
    ],
)
def test_where_it_cannot_be_opened_a_sign_stands_for_it(text, line):
    assert hide_spoilers(text) == line


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(['||', '|', 'x', ' ', '\n', '\n\n', '*', '`', '- ', '> ', '\\']), max_size=24).map(''.join)
)
def test_what_is_hidden_where_it_is_shown_whole_is_hidden_everywhere(text):
    """The letters in spoilers are others than those outside, so none may be left."""
    numbered = ''.join(chr(ord('가') + place) if letter == 'x' else letter for place, letter in enumerate(text))
    hidden = Hidden(Renderer().render(numbered)).letters
    assert hidden.isdisjoint(hide_spoilers(numbered))


class Hidden(Shown):
    """Gathers the letters within spoilers."""

    def __post_init__(self):
        self.letters: set[str] = set()
        super().__post_init__()

    def handle_data(self, data):
        if 'label' in self._open:
            self.letters |= {letter for letter in data if letter.isalpha()}
