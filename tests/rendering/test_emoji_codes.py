"""Emoji that were typed by their names."""

import pytest

from messenger.rendering.emoji_codes import draw_emoji
from messenger.rendering.emoji_names import categories, code_of, emoji_called


@pytest.mark.parametrize(
    ('typed', 'sent'),
    [
        ('done :tada:', 'done 🎉'),
        (':thumbsup::tada:', '👍🎉'),
        (':TADA:!', '🎉!'),
        (':+1: :-1:', '👍 👎'),
        (':tada::nothing:', '🎉:nothing:'),
        ('(:heart:)', '(❤️)'),
    ],
)
def test_a_known_name_between_colons_is_its_emoji(typed, sent):
    assert draw_emoji(typed) == sent


@pytest.mark.parametrize(
    'text',
    [
        ':nothing:',
        '10:30:45',
        'std::x::y',
        'https://a.example/:tada:x',
        '`:tada:`',
        '```\n:tada:\n```',
        r'\:tada:',
        ':tada :tada',
        '::',
        '',
    ],
)
def test_everything_else_stays_as_typed(text):
    assert draw_emoji(text) == text


def test_no_text_grows():
    codes = [code_of(name) for each in categories().values() for emoji in each for name in (emoji.name, *emoji.aliases)]
    assert [code for code in codes if len(emoji_called(code) or '') > len(code) + 2] == []
