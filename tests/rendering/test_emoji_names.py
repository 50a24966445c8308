"""Emoji by name, by category, and in one form."""

import pytest

from messenger.rendering import emoji_names
from messenger.rendering.emoji_names import FIRST_OF, categories, emoji_name, find_emoji, one_emoji


def found(text: str, limit: int = 60) -> list[str]:
    return [emoji.picture for emoji in find_emoji(text, limit=limit)]


@pytest.mark.parametrize(
    ('text', 'picture'),
    [
        ('thumbs up', '👍'),
        ('+1', '👍'),
        (':tada:', '🎉'),
        ('heart', '❤️'),
        ('Joy', '😂'),
        ('germany', '🇩🇪'),
        ('jack-o', '🎃'),
        ('rocket', '🚀'),
        ('100', '💯'),
    ],
)
def test_what_is_called_so_comes_first(text, picture):
    assert found(text, limit=1) == [picture]


def test_words_may_be_begun_and_come_in_any_order():
    assert '👍' in found('up thu')


def test_what_a_person_feels_finds_faces():
    assert '😂' in found('lol')
    assert '😢' in found('sad')


@pytest.mark.parametrize('text', ['', '  ', ':', 'qwertyuiop', 'x' * 10_000])
def test_what_means_nothing_finds_nothing(text):
    assert found(text) == []


def test_no_more_is_found_than_is_asked_for():
    assert len(found('face', limit=7)) == 7


def test_every_category_is_there_with_its_first_and_holds_nothing_twice():
    """The categories are cut from another's list: this fails when that list has another order."""
    assert {category: each[0].picture for category, each in categories().items()} == FIRST_OF
    everything = [emoji.picture for each in categories().values() for emoji in each]
    assert len(set(everything)) == len(everything) > 1800
    assert '🍕' in [emoji.picture for emoji in categories()['Food']]
    assert '🦊' in [emoji.picture for emoji in categories()['Nature']]


def test_all_that_can_be_chosen_is_one_emoji_in_its_one_form():
    assert all(one_emoji(emoji.picture) == emoji.picture for each in categories().values() for emoji in each)


@pytest.mark.parametrize('text', ['👍', '👍🏽', '🇩🇪', '👨‍👩‍👧', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])
def test_one_emoji_is_one_however_many_characters_it_has(text):
    assert one_emoji(text) == text


def test_a_variation_selector_makes_no_other_emoji():
    assert one_emoji('❤') == one_emoji('❤\ufe0f') == one_emoji('❤\ufe0e') == '❤\ufe0f'
    assert one_emoji('👍\ufe0f') == '👍'


@pytest.mark.parametrize('text', ['', 'a', '1', '👍👍', '👍 ', '🇩', '🇩🇩', '🏽', '\ufe0f', '<b>', '👍' * 10_000])
def test_anything_else_is_not(text):
    assert one_emoji(text) is None


def test_an_emoji_has_a_name():
    assert emoji_name('👍') == 'thumbs up'
    assert emoji_name('nothing') == 'nothing'


def test_a_language_in_which_emoji_have_no_names_has_the_english_ones(monkeypatch):
    monkeypatch.setattr(emoji_names, 'LANGUAGES', {'en'})
    monkeypatch.setattr(emoji_names, '_loaded', emoji_names._loaded.__wrapped__)
    assert emoji_name('👍', 'de') == 'thumbs up'
