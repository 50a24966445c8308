"""A reader's zone and language, from strangers' words."""

import pytest

from messenger.components.locale import known_language, known_zone


@pytest.mark.parametrize('name', ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])
def test_a_zone_that_exists_is_taken(name: str) -> None:
    assert known_zone(name) == name


@pytest.mark.parametrize('name', ['', 'Mars/Olympus', '../../etc/passwd', '/etc/localtime', 'Europe', None, 7, 'a\0b'])
def test_any_other_is_not(name: object) -> None:
    """A path that leads elsewhere, a folder, a number: nothing is read and nothing fails."""
    assert known_zone(name) == ''


@pytest.mark.parametrize(('tag', 'language'), [('de-AT;q=0.9', 'de_AT'), ('en', 'en'), ('zh-Hans-CN', 'zh_Hans_CN')])
def test_a_language_is_read_from_a_browsers_tag(tag: str, language: str) -> None:
    assert known_language(tag) == language


@pytest.mark.parametrize('tag', ['', '*', 'klingon', 'x-private', None, 3, 'de_' * 500])
def test_a_language_nobody_knows_is_none(tag: object) -> None:
    assert known_language(tag) == ''
