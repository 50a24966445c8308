"""What the text of a message may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messenger.model.refused import Refused
from messenger.model.text import clean_draft, clean_text


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('hi', 'hi'),
        ('a\r\nb\rc', 'a\nb\nc'),
        ('\n\n  indented\n\n', '  indented'),
        ('a\tb', 'a\tb'),
        ('a\x00\x07\x1b[31mb', 'a[31mb'),
        ('a\ue000b\U0010ffffc', 'abc'),
        ('e\u0301', 'é'),
        ('👩\u200d💻', '👩\u200d💻'),
        ('שלום \u202eabc', 'שלום \u202eabc'),
    ],
)
def test_a_text_is_kept_as_typed_but_for_what_breaks_things(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize('typed', ['', '  \n\t ', '\u200b', '\u3164', '\x00', '\ue000', '\ufe0f\u2060'])
def test_a_text_that_shows_nothing_is_blank(typed):
    with pytest.raises(Refused) as refused:
        clean_text(typed)
    assert refused.value.code == 'blank'


def test_half_a_character_is_refused():
    with pytest.raises(Refused) as refused:
        clean_text('a\ud83d')
    assert refused.value.code == 'bad_text'


def test_too_long_a_text_is_refused_with_the_count():
    assert len(clean_text('x' * 10_000)) == 10_000
    with pytest.raises(Refused, match='10,001 characters and the limit is 10,000') as refused:
        clean_text('x' * 10_001)
    assert refused.value.code == 'too_long'


def test_the_operator_may_set_another_limit():
    with pytest.raises(Refused, match='limit is 5'):
        clean_text('123456', limit=5)


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
def test_any_text_is_kept_or_refused_and_keeping_again_changes_nothing(text):
    try:
        kept = clean_text(text)
    except Refused:
        return
    assert clean_text(kept) == kept
    kept.encode()


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
def test_any_draft_can_be_kept(text):
    assert clean_draft(clean_draft(text)) == clean_draft(text)
    clean_draft(text).encode()


def test_a_draft_may_be_longer_than_a_message_but_not_endless():
    assert len(clean_draft('x' * 15_000)) == 15_000
    assert len(clean_draft('x' * 50_000)) == 20_000
