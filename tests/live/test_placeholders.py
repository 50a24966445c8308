"""Words that differ by locale are filled in, and can do no harm."""

import json

import pytest

from messenger.live.locale import Locale
from messenger.live.placeholders import Escaped, Words, fill_nested, placeholder

BERLIN = Locale('Europe/Berlin', 'de')


def filled(text: str, answer: str = '', failures: list[Exception] | None = None) -> str:
    def fill(kind: str, arguments: tuple[str, ...], locale: Locale) -> str:
        return answer or f'{kind} {" and ".join(arguments)} in {locale.zone}'

    words = Words(fill, report=(failures if failures is not None else []).append)
    return str(json.loads(words.fill_in(json.dumps(text, ensure_ascii=False), BERLIN)))


def test_a_placeholder_becomes_the_text_of_the_locale() -> None:
    assert filled(f'at {placeholder("time", "12:00", "x")}.') == 'at time 12:00 and x in Europe/Berlin.'


def test_text_without_placeholders_stays_as_it_is() -> None:
    assert filled('a "quoted" \\ text\n') == 'a "quoted" \\ text\n'


@pytest.mark.parametrize(
    'answer', ['<script>', '"onclick="', "it's", 'a\nb', 'back\\slash', 'x\x00y', '\ud800', '&lt;']
)
def test_what_is_filled_in_is_sound_json_and_harmless_in_html(answer: str) -> None:
    assert not set('<>&"\'') & set(filled(placeholder('x'), answer))


def test_html_that_the_filler_escaped_itself_stays_as_it_is() -> None:
    """Only the marks, which would begin another placeholder, are taken out."""
    text = Words(lambda *_: Escaped('a &amp; b\uf8f0'), report=pytest.fail).fill_in(f'"{placeholder("x")}"', BERLIN)
    assert text == '"a &amp; b"'


def test_a_placeholder_among_the_arguments_of_a_filler_can_be_filled_in_by_it() -> None:
    assert fill_nested(f'at {placeholder("time", "12")}', lambda kind, *_: kind.upper(), BERLIN) == 'at TIME'
    assert fill_nested('at noon', lambda *_: '', BERLIN) == 'at noon'


def test_a_failing_filler_leaves_its_word_out_and_is_reported() -> None:
    def fill(*_: object) -> str:
        raise KeyError('month')

    failures: list[Exception] = []
    assert Words(fill, report=failures.append).fill_in(f'"a{placeholder("x")}b"', BERLIN) == '"ab"'
    assert len(failures) == 1


@pytest.mark.parametrize('part', ['"', '\\', '<b>', '&', '\n', '\uf8f0', '\ue123', '\ud800'])
def test_a_part_that_the_mark_cannot_hold_is_refused_with_the_remedy(part: str) -> None:
    with pytest.raises(ValueError, match='look the text up'):
        placeholder('kind', part)
