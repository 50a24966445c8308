"""Tables: what is one, how it looks, and that none costs much."""

import sys

import pytest

from messenger.rendering.renderer import Renderer
from messenger.rendering.tables import MOST_CELLS, MOST_COLUMNS
from tests.rendering.shown import Shown, text_of


def cells(text: str) -> list[tuple[str, str | None]]:
    """The tag of each cell and the side it stands on."""
    shown = Shown(Renderer().render(text))
    assert shown.faults == []
    return [(tag, attributes.get('class')) for tag, attributes in shown.tags if tag in {'th', 'td'}]


def written(headings: int, rows: int) -> str:
    """A table of so many columns and rows below the headings."""
    row = '|' + 'a|' * headings
    return '\n'.join([row, '|' + '-|' * headings, *[row] * rows])


def test_headings_and_cells_stand_where_the_dashes_say() -> None:
    assert cells('| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |') == [
        *(('th', None), ('th', 'at-center'), ('th', 'at-end')),
        *(('td', None), ('td', 'at-center'), ('td', 'at-end')),
    ]


@pytest.mark.parametrize('text', ['a|b\n-|-\n1|2', ' | a | b |\n|:--|---|\n|1|2|', '> |a|b|\n> |-|-|\n> |1|2|'])
def test_the_bars_around_may_be_left_out(text) -> None:
    assert [tag for tag, _ in cells(text)] == ['th', 'th', 'td', 'td']


def test_a_row_has_as_many_cells_as_there_are_headings() -> None:
    assert len(cells('|a|b|\n|-|-|\n|1|\n|1|2|3|')) == 6
    assert '<td>1</td><td></td>' in Renderer().render('|a|b|\n|-|-|\n|1|')


def test_text_around_a_table_is_no_part_of_it() -> None:
    html = Renderer().render('above\n|a|\n|-|\n|1|\nbelow')
    assert '<p dir="auto">above</p><div class="table">' in html
    assert '</table></div><p dir="auto">below</p>' in html


def test_marks_work_in_cells_and_an_escaped_bar_parts_none() -> None:
    html = Renderer().render('|a|\n|-|\n|**b** `c` x \\| y|')
    assert '<td><strong>b</strong> <code>c</code> x | y</td>' in html


def test_a_table_without_rows_is_its_headings() -> None:
    assert [tag for tag, _ in cells('|a|b|\n|-|-|')] == ['th', 'th']


def test_too_many_columns_are_shown_as_written() -> None:
    assert cells(written(MOST_COLUMNS, 1))
    assert text_of(Renderer().render(written(MOST_COLUMNS + 1, 1))) == written(MOST_COLUMNS + 1, 1)


def test_what_is_beyond_so_many_cells_is_shown_as_written() -> None:
    text = written(10, 200)
    assert len(cells(text)) == MOST_CELLS
    assert text_of(Renderer().render(text)).count('|a|a|') > 0


@pytest.mark.parametrize('text', ['-|-\n', 'a|b\n', '|\n', '|-', 'a|b\n-|-\n', '| ', '\\|', '||a ', 'a||', '- [ ] a\n'])
def test_a_hostile_text_takes_work_in_proportion_to_its_length(text) -> None:
    """Counted in calls, which are the same on a busy machine: five times the text would take 25 times as many."""

    def calls(times: int) -> int:
        count = 0

        def note(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in {'call', 'c_call'}

        sys.setprofile(note)
        Renderer().render(text * times)
        sys.setprofile(None)
        return count

    count = 2_000 // len(text)
    calls(count)  # what is made once is not counted
    assert calls(5 * count) < 8 * calls(count)


@pytest.mark.parametrize(
    'text', ['   |h|\n   |-|\n   |c|', '|h|\n|-|\n   |c|', '- |h|\n  |-|\n  |c|', '- |h|\n     |-|\n  |c|']
)
def test_a_row_may_stand_up_to_three_blanks_behind_what_it_is_in(text):
    assert Renderer().render(text).count('<td>') == 1


def test_a_row_further_behind_is_none():
    assert '<table' not in Renderer().render('    |h|\n    |-|')
    assert '<td>' not in Renderer().render('|h|\n|-|\n    |c|')
