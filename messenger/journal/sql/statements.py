"""Making statements that find rows by their keys."""

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.sql.dml import UpdateBase

AT = 'at_'
"""Marks a parameter that finds a row, beside those that change it."""


def update_by(table: Table, *keys: str) -> UpdateBase:
    """Return an update of the rows with given keys; what it sets stands in the rows it is run for."""
    return update(table).where(*(table.c[key] == bindparam(AT + key) for key in keys))


def delete_by(table: Table, *keys: str) -> UpdateBase:
    """Return a removal of the rows with given keys."""
    return delete(table).where(*(table.c[key] == bindparam(AT + key) for key in keys))
