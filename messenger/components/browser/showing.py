"""Bringing a row of the log into view."""

PATIENCE_FRAMES = 60
"""How long a page looks for a row that is on its way: about a second."""


def show_row(ordinal: int) -> str:
    """Bring a row to the middle of the log, mark it for a moment and set the focus on it."""
    return _once_there(
        ordinal,
        "row.scrollIntoView({block: 'center'}); row.focus({preventScroll: true});"
        "row.querySelector('.msg')?.animate([{backgroundColor: 'var(--mention)', offset: 0},"
        "{backgroundColor: 'var(--mention)', offset: 0.6}], 2500);",
    )


def show_divider(ordinal: int) -> str:
    """Bring the line above a row into view, with what was read last over it, when it is above what is in view."""
    return _once_there(
        ordinal,
        "const log = row.closest('[role=log]'), top = row.getBoundingClientRect().top;"
        'const place = log.getBoundingClientRect();'
        'if (top < place.top) log.scrollTop += top - place.top - place.height / 6;',
    )


def _once_there(ordinal: int, code: str) -> str:
    """Do something with a `row` as soon as the page has it: rows may come a little after what asks for them."""
    return (
        f'let patience = {PATIENCE_FRAMES}; const look = () => {{'
        f'const row = document.querySelector(\'[data-o="{int(ordinal)}"]\');'
        f'if (row) {{ {code} }} else if (patience-- > 0) requestAnimationFrame(look); }}; look()'
    )
