"""Only what a control can send is entered by it."""

from typing import Any

import pytest

from tests.live.server import Server

INF = 'float("inf")'


@pytest.mark.parametrize(
    ('code', 'good', 'bad'),
    [
        ("ui.select(['a', 'b'])", [None, {'value': 1, 'label': 'b'}], [1, 'b', {'value': 2}, {'value': -1}, {}, []]),
        ("ui.select(['a'], multiple=True)", [None, [], [{'value': 0}]], [{'value': 0}, ['a'], [{'value': 1}], [[]]]),
        ("ui.select(['a'], new_value_mode='add', with_input=True)", ['new', {'value': 0}], [1, [], {'value': 7}]),
        ("ui.radio(['a', 'b'])", [0, 1], [None, 2, -1, True, 'a', 0.0]),
        ("ui.toggle(['a', 'b'])", [None, 1], [2, -1, '1', [0]]),
        ("ui.checkbox('x')", [True, False], [None, 1, 'yes', []]),
        ("ui.switch('x')", [True], [0, 'on']),
        ("ui.expansion('x')", [True], ['open', None]),
        ('ui.slider(min=1, max=5)', [1, 5, 2.5], [0, 6, '3', None, True, {'min': 1}]),
        ('ui.knob(min=0, max=1)', [0.5], [2, '1']),
        ('ui.rating(max=5)', [3], [9, '3']),
        ('ui.range(min=0, max=9)', [{'min': 1, 'max': 2}], [{'min': 1}, {'min': -1, 'max': 2}, [1, 2], 3, None]),
        ("ui.number('x')", ['', None, '1.5', 3, '-2'], ['nan', 'inf', 'x', [], {}, True]),
        ("ui.input('x')", ['text', '', None], [1, [], {'a': 1}, True]),
        ("ui.textarea('x')", ['text'], [1]),
        ('ui.editor()', ['<b>x</b>'], [{}]),
        ('ui.input_chips()', [None, ['a']], ['a', [1]]),
        ('ui.date()', [None, '2026-01-01', ['2026-01-01'], {'from': 'a', 'to': 'b'}], [1, [1], {'from': 1}]),
        ('ui.time()', ['12:00', None], [12]),
        ('ui.label()', [1, 'anything'], []),
    ],
)
def test_a_control_enters_what_it_can_send(server: Server, code: str, good: list[Any], bad: list[Any]) -> None:
    assert server.run(f"""
        from messenger.live.plausible import is_plausible
        with live.block('plausible', lambda: None):
            element = {code}
        return [[is_plausible(element, value) for value in values] for values in ({good!r}, {bad!r})]
    """) == [[True] * len(good), [False] * len(bad)]


def test_no_number_is_beyond_all_numbers(server: Server) -> None:
    assert server.run(f"""
        from messenger.live.plausible import is_plausible
        with live.block('plausible', lambda: None):
            return [is_plausible(each, {INF}) for each in (ui.number('x'), ui.slider(min=0, max=9))]
    """) == [False, False]
