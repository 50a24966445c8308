"""What counts as emoji alone."""

import pytest

from messenger.rendering.emoji import MOST_EMOJI, is_emoji_only


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
