"""The languages, and who gets which."""

import pytest

from messenger.languages import LANGUAGES, RIGHT_TO_LEFT, accepted, best_language, is_right_to_left


@pytest.mark.parametrize(
    ('header', 'tags'),
    [
        ('de-AT,de;q=0.9,en;q=0.5', ['de-AT', 'de', 'en']),
        ('en;q=0.2, ar', ['ar', 'en']),
        ('fr;q=0, *;q=0.5, de;q=x', []),
        ('', []),
    ],
)
def test_a_browsers_languages_are_read_best_first(header, tags):
    assert accepted(header) == tags


@pytest.mark.parametrize(
    ('said', 'language'),
    [
        ('de', 'de'),
        ('de_AT', 'de'),
        ('AR-eg', 'ar'),
        ('fr,ar;q=0.4', 'ar'),
        ('fr', 'en'),
        ('', 'en'),
        ('x' * 9000, 'en'),
    ],
)
def test_who_asks_for_no_language_that_is_spoken_here_gets_english(said, language):
    assert best_language(said) == language


def test_arabic_runs_from_right_to_left():
    assert {language for language in LANGUAGES if is_right_to_left(language)} == RIGHT_TO_LEFT == {'ar'}
    assert is_right_to_left('ar_EG')
