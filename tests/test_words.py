"""The words of the interface: on a page at once, in shared elements for each reader."""

from html import unescape

import pytest
from nicegui import ui
from nicegui.testing import User

from messenger.components.filling import fill
from messenger.components.times import full_time
from messenger.live import Live
from messenger.model.refused import Refused
from messenger.words import (
    MOST_LISTED,
    _,
    language,
    ngettext,
    plain_word,
    plain_words,
    said,
    speak,
    word,
    word_list,
    words,
)
from tests.components.filled import as_read
from tests.components.test_row import AT

NAME = """Ann & 'Bo' <b> "C" \\ 100% {whom} =#"""


async def test_a_page_speaks_its_own_language(viewer: User) -> None:
    with viewer:
        speak(ui.context.client, 'de_AT')
        assert _('{whom} joined', whom=NAME) == f'{NAME} ist beigetreten'
        assert ngettext('{count} x', '{count} xs', 2000) == '2.000 xs'
        assert said(Refused('gone', '{whom} left', whom='Ann')) == 'Ann hat die Gruppe verlassen'


async def test_a_page_that_was_told_nothing_speaks_as_the_browser_asks(viewer: User) -> None:
    with viewer:
        assert language() == 'en'


async def test_a_shared_element_speaks_no_language_and_says_what_to_do_instead(viewer: User) -> None:
    def build() -> None:
        with pytest.raises(RuntimeError, match=r'use word\(\.\.\.\)'):
            ui.label(_('Today'))
        ui.label(plain_word('Today'))

    with viewer:
        block = Live(session_of=lambda _: None, fill=fill).block('a block', build)
    assert as_read(block.root.default_slot.children[0].text, 'de') == 'Heute'


@pytest.mark.parametrize(('reader', 'text'), [('en', 'joined'), ('de', 'ist beigetreten')])
def test_a_word_of_a_shared_element_is_each_readers(reader: str, text: str) -> None:
    """Whatever a member is called."""
    html = as_read(word('{whom} joined', whom=NAME), reader)
    assert unescape(html) == f'{NAME} {text}'
    assert not set('<>"\'') & set(html)


def test_a_list_is_joined_as_each_reader_says_it_and_beyond_some_counted() -> None:
    assert as_read(word_list([])) == ''
    assert as_read(word_list(['Ann'])) == 'Ann'
    assert unescape(as_read(word_list(['Bo', NAME]), 'de')) == f'Bo und {NAME}'
    assert as_read(word_list(['Ann', word('Today')]), 'de') == 'Ann und Heute'
    assert as_read(word_list(['Ann', 'B & C', word('Today')]), 'ar') == 'Ann وB &amp; C واليوم'
    names = [f'Member {number}' for number in range(MOST_LISTED + 3)]
    assert as_read(word_list(names)).endswith(f'Member {MOST_LISTED - 1} and 3 more')
    assert as_read(word_list(names[: MOST_LISTED + 1]), 'de').endswith(f', Member {MOST_LISTED - 1} und 1 weitere')
    assert as_read(word_list(names, most=1)) == f'Member 0 and {MOST_LISTED + 2} more'


def test_where_no_html_is_look_alikes_stand_for_what_would_mean_something_in_it() -> None:
    assert as_read(plain_word('{whom} joined', whom='A & <b>'), 'de') == 'A ＆ ‹b› ist beigetreten'
    assert as_read(plain_word('Today'), 'de') == 'Heute'


def test_a_count_is_written_and_chooses_the_form_for_each_reader() -> None:
    assert as_read(words('{count} x', '{count} xs', 1)) == '1 x'
    assert as_read(words('{count} x of {all}', '{count} xs of {all}', 2000, all=1.5), 'de') == '2.000 xs of 1,5'
    assert as_read(plain_words('{count} x', '{count} xs', 2000), 'de') == '2.000 xs'


def test_a_value_may_be_a_placeholder_itself() -> None:
    """A time, or a word that stands for a name, once escaped and not twice."""
    inner = word('{whom} joined', whom="O'Hara")
    assert unescape(as_read(word('{whom} left', whom=inner), 'de')) == "O'Hara ist beigetreten hat die Gruppe verlassen"
    assert 'Mittwoch, 4. März 2026' in as_read(word('{whom} left', whom=full_time(AT)), 'de')
