"""Writes docs/permissions.md from the table that the server decides by: `make permissions`."""

from pathlib import Path

from messenger.model.permissions import PERMISSIONS, Action, Standing

PAGE = Path(__file__).with_suffix('.md')
HEAD = """\
# Permissions

Who may ask for what. The server decides every request by this table, at the moment it is asked, whatever page, socket
or form it comes by; what is not in it nobody may. An action on a thing that one may not see is answered as if the thing
did not exist.

<!-- Written by `make permissions` from messenger/model/permissions.py. -->

"""
FOOT = """
*Anonymous*: not signed in, or signed out a moment ago. *Non-member*: signed in and not in the group, or removed a
moment ago; in matters of no group it is whoever is signed in. *Author*: wrote the message and is still in the group.
*Self*: the member whom the action is about. *Administrator*: of the site; opens no group: who is in none of its roles
reads and changes nothing there.

The operator, at the machine itself, is in no row: see `python main.py --help` for what the commands do.
"""


def page() -> str:
    """Return the page as it should be."""
    heads = ['action', *(standing.value for standing in Standing)]
    lines = [_line(heads), _line(['---', *(':-:' for _ in Standing)]), *map(_row, Action)]
    return HEAD + ''.join(lines) + FOOT


def _row(action: Action) -> str:
    allowed = PERMISSIONS[action]
    return _line([_words(action), *('yes' if standing in allowed else '' for standing in Standing)])


def _words(action: Action) -> str:
    return action.value.replace('_', ' ')


def _line(cells: list[str]) -> str:
    return f'| {" | ".join(cells)} |\n'


if __name__ == '__main__':
    PAGE.write_text(page(), encoding='utf-8')
