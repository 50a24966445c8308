"""Comma-separated values as a table that everybody can sort.

/csv name,votes
Pizza,3
Sushi,2
"""

import csv
from dataclasses import dataclass
from io import StringIO

from nicegui import ui

from messenger import Refused, command, widget

MOST_ROWS = 200
"""A table is sent to everybody who looks."""


@dataclass
class Table:
    """The names of the columns and the rows under them."""

    heads: list[str]
    rows: list[list[str]]


@command('/csv')
def show(values: str) -> Table:
    """Show comma-separated values, pasted under the command, as a table"""
    heads, *rows = csv.reader(StringIO(values))
    if not rows or len(rows) > MOST_ROWS:
        raise Refused('rows', f'A table has a line of names and 1 to {MOST_ROWS} lines under it. Paste them after /csv')
    return Table(heads, rows)


@widget('csv', summary=lambda table: f'Table of {", ".join(table.heads)}, {len(table.rows)} rows')
def draw(state: Table) -> None:
    """Draw the table; each reader sorts it alone."""
    columns = [
        {'name': str(place), 'label': head, 'field': str(place), 'sortable': True, 'align': 'left'}
        for place, head in enumerate(state.heads)
    ]
    rows = [{str(place): value for place, value in enumerate(row)} | {'id': i} for i, row in enumerate(state.rows)]
    ui.table(rows=rows, columns=columns, row_key='id').props('dense flat')
