"""What counts as emoji alone."""

import pytest

from messenger.rendering.emoji import LONGEST_CHARACTERS, MOST_EMOJI, is_emoji_only


@pytest.mark.parametrize(
    'text',
    ['👍', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪🇫🇷', '1️⃣', '☺️ 😀\n🎉', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '✨', '©️', '✌🏽', '🫠', '👍' * MOST_EMOJI],
)
def test_emoji_alone_are_recognised(text):
    assert is_emoji_only(text)


@pytest.mark.parametrize(
    'text', ['', ' ', 'a', '👍a', '1', '#', '©', '→', '✓', '🇩', '天', '👍' * (MOST_EMOJI + 1), '\u200d', '\ufe0f']
)
def test_other_texts_are_not(text):
    assert not is_emoji_only(text)


def test_so_long_a_text_of_emoji_and_blanks_is_looked_at_and_no_longer_one():
    assert is_emoji_only('👍'.ljust(LONGEST_CHARACTERS))
    assert not is_emoji_only('👍'.ljust(LONGEST_CHARACTERS + 1))


def test_blanks_alone_are_no_emoji():
    assert not is_emoji_only('\u2003\u3000')
