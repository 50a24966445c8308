"""The checker of histories finds each kind of damage, and nothing in a history that is whole."""

from dataclasses import replace

import pytest

from soak.history import Asked, Fact, History, Kind, Reader, Truth, Wrong, check, count, key_in

GROUP = 'g00'


def sent(number, key=None, *, ordinal=None):
    return Fact(number=number, kind=Kind.SEND, key=key or f'request {number}', ordinal=ordinal or number)


def asked(number):
    return Asked(kind=Kind.SEND, group=GROUP, key=f'request {number}', word=f'word{number}')


def reader(name='Alice', **changed):
    rows = [(1, 'word1'), (2, 'word2'), (3, 'word3')]
    whole = {'seen': list(rows), 'shown': list(rows), 'heard': {GROUP}}
    return Reader(name=name, group=GROUP, groups=frozenset({GROUP}), **(whole | changed))


@pytest.fixture
def truth():
    return Truth(facts=[sent(1), sent(2), sent(3)], rows={1: 'word1', 2: 'word2', 3: 'word3'})


@pytest.fixture
def history():
    return History(
        asked=[asked(1), asked(2), asked(3)],
        ok={key_in(GROUP, f'request {number}') for number in (1, 2, 3)},
        readers=[reader('Alice'), reader('Bob')],
    )


def kinds(history, truth):
    return {fault.kind for fault in check(history, {GROUP: truth})}


def test_a_whole_history_has_no_faults(history, truth):
    assert check(history, {GROUP: truth}) == []


def test_what_was_acknowledged_and_is_not_kept_is_lost(history, truth):
    history.readers.clear()
    assert kinds(history, replace(truth, facts=truth.facts[:2], rows={1: 'word1', 2: 'word2'})) == {Wrong.LOST}


def test_what_nobody_was_told_of_may_be_kept_or_not(history, truth):
    history.ok.discard(key_in(GROUP, 'request 3'))
    assert check(history, {GROUP: truth}) == []
    history.readers.clear()
    assert check(history, {GROUP: replace(truth, facts=truth.facts[:2], rows={1: 'word1', 2: 'word2'})}) == []


def test_an_unknown_request_that_is_kept_twice_is_doubled(history, truth):
    history.ok.clear()
    history.readers.clear()
    twice = Truth(facts=[*truth.facts, sent(4, 'request 3')], rows={**truth.rows, 4: 'word4'})
    assert kinds(history, twice) == {Wrong.DOUBLED}


def test_a_text_in_two_rows_is_doubled_even_under_two_requests(history, truth):
    history.asked.append(asked(4))
    history.readers.clear()
    assert kinds(history, Truth(facts=[*truth.facts, sent(4)], rows={**truth.rows, 4: 'word3'})) == {Wrong.DOUBLED}


def test_what_was_refused_may_not_be_kept(history, truth):
    history.ok.discard(key_in(GROUP, 'request 3'))
    history.failed.add(key_in(GROUP, 'request 3'))
    assert kinds(history, truth) == {Wrong.UNASKED}


def test_what_nobody_asked_for_may_not_be_kept(history, truth):
    del history.asked[2]
    history.ok.discard(key_in(GROUP, 'request 3'))
    assert kinds(history, truth) == {Wrong.UNASKED}


def test_an_acknowledgement_of_what_was_never_sent_is_a_fault(history, truth):
    history.ok.add(key_in(GROUP, 'request 9'))
    assert Wrong.UNASKED in kinds(history, truth)


def test_what_the_group_writes_about_itself_needs_nobody_to_ask(history, truth):
    notice = Fact(number=4, ordinal=4)
    assert check(history, {GROUP: Truth(facts=[*truth.facts, notice], rows={**truth.rows, 4: ''})}) == []


@pytest.mark.parametrize(
    'facts',
    [
        [sent(1), sent(3, ordinal=2)],
        [sent(1), sent(2, ordinal=3)],
        [sent(2, ordinal=1), sent(1, ordinal=2)],
        [sent(1), sent(1, 'request 2', ordinal=2)],
    ],
    ids=['number left out', 'ordinal left out', 'numbers swapped', 'number twice'],
)
def test_numbers_and_ordinals_count_without_gaps(history, facts):
    history.ok.clear()
    history.readers.clear()
    assert kinds(history, Truth(facts=facts, rows={1: 'word1', 2: 'word2'})) == {Wrong.GAP}


def test_two_readers_may_not_see_the_same_text_at_two_places(history, truth):
    history.readers[1].seen = [(1, 'word1'), (2, 'word3'), (3, 'word3')]
    assert Wrong.DOUBLED in kinds(history, truth)


def test_rows_come_in_order(history, truth):
    history.readers[1].seen = [(1, 'word1'), (3, 'word3'), (2, 'word2')]
    assert kinds(history, truth) == {Wrong.DISORDERED}


def test_older_rows_that_were_fetched_may_come_late(history, truth):
    history.readers[1].seen = [(2, 'word2'), (3, 'word3'), (1, 'word1')]
    history.readers[1].fetched = {1}
    assert check(history, {GROUP: truth}) == []


def test_a_page_that_ends_up_in_another_order_is_disordered(history, truth):
    history.readers[1].shown = [(2, 'word2'), (1, 'word1'), (3, 'word3')]
    assert kinds(history, truth) == {Wrong.DISORDERED}


def test_a_reader_who_was_always_there_misses_nothing(history, truth):
    history.readers[1].seen = [(1, 'word1'), (3, 'word3')]
    assert kinds(history, truth) == {Wrong.LOST}


def test_a_reader_who_loaded_the_page_anew_may_have_missed_what_stands_above(history, truth):
    history.readers[1] = reader('Bob', seen=[(1, 'word1'), (3, 'word3')], was_always_there=False)
    assert check(history, {GROUP: truth}) == []


def test_what_a_reader_saw_must_be_kept(history, truth):
    history.readers[1].seen.append((4, 'word4'))
    assert kinds(history, truth) == {Wrong.LOST}


@pytest.mark.parametrize(
    ('shown', 'kind'),
    [
        ([(1, 'word1'), (3, 'word3')], Wrong.LOST),
        ([(1, 'word1'), (2, 'word2'), (3, 'word3'), (3, 'word3')], Wrong.DOUBLED),
        ([], Wrong.LOST),
    ],
    ids=['left out', 'twice', 'nothing'],
)
def test_the_page_shows_what_is_kept(history, truth, shown, kind):
    history.readers[1].shown = shown
    assert kinds(history, truth) == {kind}


def test_a_page_that_shows_the_newest_rows_only_is_whole(history, truth):
    history.readers[1].shown = [(2, 'word2'), (3, 'word3')]
    assert check(history, {GROUP: truth}) == []


def test_a_page_that_shows_an_old_text_of_an_edited_row_is_at_fault(history, truth):
    edit = Fact(number=4, kind=Kind.EDIT, key='3 word3e1')
    edited = Truth(facts=[*truth.facts, edit], rows={**truth.rows, 3: 'word3e1'})
    history.asked.append(Asked(kind=Kind.EDIT, group=GROUP, key='3 word3e1', word='word3e1'))
    assert {Wrong.LOST, Wrong.DOUBLED} == kinds(history, edited)
    for each in history.readers:
        each.seen.append((3, 'word3e1'))
        each.shown[-1] = (3, 'word3e1')
    assert check(history, {GROUP: edited}) == []


def test_a_page_that_shows_a_deleted_row_is_at_fault(history, truth):
    history.asked.append(Asked(kind=Kind.DELETE, group=GROUP, key='2'))
    deleted = Truth(
        facts=[*truth.facts, Fact(number=4, kind=Kind.DELETE, key='2')], rows={1: 'word1', 2: '', 3: 'word3'}
    )
    assert kinds(history, deleted) == {Wrong.DOUBLED}


def test_who_is_not_in_a_group_hears_nothing_of_it(history, truth):
    history.readers[0].heard.add('g01')
    assert kinds(history, truth) == {Wrong.LEAKED}


def test_faults_are_counted_by_kind_also_where_there_are_none(history, truth):
    history.readers[0].heard.add('g01')
    assert count(check(history, {GROUP: truth})) == {
        Wrong.LOST: 0,
        Wrong.DOUBLED: 0,
        Wrong.DISORDERED: 0,
        Wrong.GAP: 0,
        Wrong.LEAKED: 1,
        Wrong.UNASKED: 0,
    }
