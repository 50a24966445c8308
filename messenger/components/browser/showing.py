"""Bringing a row of the log into view."""

from nicegui import json

PATIENCE_FRAMES = 60
"""How long a page looks for a row that is on its way: about a second."""


def show_row(log: str, ordinal: int) -> str:
    """Bring a row to the middle of the log of an HTML id, mark it for a moment and set the focus on it."""
    return _once_there(
        log,
        ordinal,
        "row.scrollIntoView({block: 'center'}); row.focus({preventScroll: true});"
        "row.querySelector('.msg')?.animate([{backgroundColor: 'var(--mention)', offset: 0},"
        "{backgroundColor: 'var(--mention)', offset: 0.6}], 2500);",
    )


def show_divider(log: str, ordinal: int) -> str:
    """Bring the line above a row into view, with what was read last over it, when it is above what is in view."""
    return _once_there(
        log,
        ordinal,
        'const top = row.getBoundingClientRect().top;'
        'const place = log.getBoundingClientRect();'
        'if (top < place.top) log.scrollTop += top - place.top - place.height / 6;',
    )


def _once_there(html_id: str, ordinal: int, code: str) -> str:
    """Do something with a `row` of a `log` as soon as it is there: rows may come a little after what asks for them."""
    return (
        f'let patience = {PATIENCE_FRAMES}; const look = () => {{'
        f'const log = document.getElementById({json.dumps(html_id)});'
        f'const row = log?.querySelector(\'[data-o="{int(ordinal)}"]\');'
        f'if (row) {{ {code} }} else if (patience-- > 0) requestAnimationFrame(look); }}; look()'
    )
