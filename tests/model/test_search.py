"""Reading what people type into a search."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messenger.model.search import QUERY_CHARACTERS, Content, Query, day_begins, operator, read_query

LINK = frozenset({Content.LINK})
BERLIN = ZoneInfo('Europe/Berlin')


def day(year, month=1, number=1):
    return datetime(year, month, number, tzinfo=UTC)


def since(*when):
    return {'since': day(*when)}


def until(*when):
    return {'until': day(*when)}


@pytest.mark.parametrize(
    ('typed', 'expected'),
    [
        ('', {}),
        ('   ', {}),
        ('tea', {'words': ('tea',)}),
        ('  green   tea ', {'words': ('green', 'tea')}),
        ('"green tea" now', {'words': ('green tea', 'now')}),
        ('“green tea”', {'words': ('green tea',)}),
        ('from:ann tea', {'authors': ('ann',), 'words': ('tea',)}),
        ('FROM:Ann from:bob', {'authors': ('Ann', 'bob')}),
        ('from:"Ann Lee"', {'authors': ('Ann Lee',)}),
        ('from:me', {'is_own': True}),
        ('from:ME from:ann', {'is_own': True, 'authors': ('ann',)}),
        ('from:"me"', {'authors': ('me',)}),
        ('in:design in:"Water cooler"', {'groups': ('design', 'Water cooler')}),
        ('has:link', {'holds': LINK}),
        ('has:"link"', {'holds': LINK}),
        ('has:file HAS:Image', {'holds': frozenset({Content.FILE, Content.IMAGE})}),
        ('before:2024-03-05', until(2024, 3, 5)),
        ('before:2024-03', until(2024, 3)),
        ('before:2024', until(2024)),
        ('after:2024-02-28', since(2024, 2, 29)),
        ('after:2024-12', since(2025)),
        ('after:2024', since(2025)),
        ('on:2024-2-9', since(2024, 2, 9) | until(2024, 2, 10)),
        ('on:2024-02', since(2024, 2) | until(2024, 3)),
        ('on:2024', since(2024) | until(2025)),
        ('after:2020 after:2022 before:2030 before:2025', since(2023) | until(2025)),
        ('on:1900-01-01', since(1900) | until(1900, 1, 2)),
        ('before:0001', until(1900)),
        ('on:9999-12-31', since(9999, 12, 30) | until(9999, 12, 30)),
        ('after:9999', since(9999, 12, 30)),
    ],
)
def test_operators_and_words_are_told_apart(typed, expected):
    assert read_query(typed, UTC) == Query(**expected)


@pytest.mark.parametrize(
    'typed',
    [
        *('from:', 'in:', 'has:', 'before:', 'has:dog', 'on:friday', 'before:2024-13', 'on:2024-02-30', 'on:0000'),
        *('on:2024-00', 'on:2024-', 'on:٢٠٢٤', 'http://example.org', '->', 'C++', "it's", '5"', 'a"b', 'from', ':'),
    ],
)
def test_what_is_no_operator_is_a_word(typed):
    assert read_query(typed, UTC) == Query(words=(typed,))


@pytest.mark.parametrize(
    ('typed', 'words'),
    [
        ('"green te', ('green te',)),
        ('from:""', ('from:""',)),
        ('""', ('""',)),
        ('"', ('"',)),
        ('a"b c"', ('a"b', 'c"')),
    ],
)
def test_half_a_quotation_is_no_error(typed, words):
    assert read_query(typed, UTC) == Query(words=words)


def test_a_day_begins_at_midnight_where_the_reader_is():
    query = read_query('on:2024-03-31', BERLIN)
    assert query.since == datetime(2024, 3, 30, 23, tzinfo=UTC)
    assert query.until == datetime(2024, 3, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize('zone', ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC'])
@pytest.mark.parametrize('of', [date.min, date(1900, 1, 1), date.max])
def test_every_day_has_a_moment_in_every_zone(zone, of):
    assert day_begins(of, ZoneInfo(zone)).astimezone(UTC).year in {1899, 1900, 9999}


@given(st.text(max_size=300))
def test_any_text_is_a_query(typed):
    query = read_query(typed, BERLIN)
    assert all(word.strip() for word in query.words)
    assert sum(map(len, query.words)) <= QUERY_CHARACTERS


@given(
    st.lists(
        st.sampled_from(['from:', 'in:', 'on:', '"', ' ', '“', 'me', '2024-', '31', ':', 'has:link', '\ud800', 'x'])
    )
)
def test_any_heap_of_operators_is_a_query(parts):
    query = read_query(''.join(parts), BERLIN)
    assert all('\ud800' not in word for word in (*query.words, *query.authors, *query.groups))


@pytest.mark.parametrize(
    ('name', 'written'),
    [('Water cooler', 'in:"Water cooler"'), ('The "other" one', 'in:"The "'), ('The “other” one', 'in:"The "')],
)
def test_a_group_is_written_such_that_it_is_read_as_its_name_or_the_beginning_of_it(name, written):
    assert operator('in', name) == written
    (read,) = read_query(written, UTC).groups
    assert name.startswith(read)
