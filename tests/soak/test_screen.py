"""What a tab shows follows the frames, and what its reader saw is written down."""

import json

import pytest

from soak.history import Reader
from soak.screen import Screen


def element(*children, ordinal=0, text=''):
    props = {'data-o': ordinal, 'innerHTML': f'<p>{text}</p>'} if ordinal else {}
    return {'tag': 'div', 'class': [], 'props': props, 'events': [], 'children': list(children)}


def html(**elements):
    listed = json.dumps({key.removeprefix('e'): value for key, value in elements.items()})
    return f"parseElements(String.raw`{listed}`)\n query: {{'client_id': 'x', 'next_message_id': 3}},\n"


@pytest.fixture
def screen():
    screen = Screen(Reader(name='Alice', group='g00', groups=frozenset({'g00'})))
    screen.load(html(e0=element(1), e1=element(3, 2), e2=element(ordinal=9, text='g00c0001n00009 hello'), e3=element()))
    return screen


def test_rows_stand_as_the_tree_has_them_and_notices_are_left_out(screen):
    screen.update(
        {
            '3': element(ordinal=8, text='Bob joined'),
            '4': element(ordinal=10, text='g00c0001n00010'),
            '1': element(3, 4, 2),
        }
    )
    assert screen.rows() == [(10, 'g00c0001n00010'), (9, 'g00c0001n00009')]


def test_what_is_taken_away_is_shown_no_more_but_was_seen(screen):
    screen.update({'2': None})
    assert screen.rows() == []
    assert screen.reader.seen == [(9, 'g00c0001n00009')]


def test_a_row_is_seen_once_and_again_when_its_text_changes(screen):
    heard = []
    screen.on_word = heard.append
    for word in ('g00c0001n00009', 'g00c0001n00009e1', 'g00c0001n00009e1'):
        screen.update({'2': element(ordinal=9, text=word)})
    assert heard == ['g00c0001n00009e1']


def test_rows_of_one_frame_are_seen_from_top_to_bottom(screen):
    screen.update({'4': element(ordinal=11, text='g00c0001n00011'), '5': element(ordinal=10, text='g00c0001n00010')})
    assert screen.reader.seen[1:] == [(10, 'g00c0001n00010'), (11, 'g00c0001n00011')]
    assert screen.reader.fetched == {9}


def test_rows_above_the_top_of_the_page_were_fetched(screen):
    screen.update({'4': element(ordinal=7, text='g00c0001n00007')})
    screen.update({'5': element(ordinal=8, text='g00c0001n00008')})
    assert screen.reader.fetched == {9, 7}


def test_texts_are_heard_wherever_they_stand(screen):
    screen.hear(b'42["update",{"7":{"text":"g05c0001n00001 a preview"}}]')
    assert screen.reader.heard == {'g00', 'g05'}
