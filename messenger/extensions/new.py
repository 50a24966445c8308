"""Writes the first file of a new extension, which works as it is: ``make extension NAME=poll``."""

from pathlib import Path

from messenger.extensions.marks import NAME
from messenger.model.refused import Refused

TEMPLATE = '''\
"""A question that the group answers together: /{word} Lunch? | Pizza | Sushi"""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import command, viewer, widget


@dataclass
class {kind}:
    question: str
    options: list[str]
    votes: dict[str, str] = field(default_factory=dict)


@command('/{word}')
def start(question: str, *options: str) -> {kind}:
    """Ask the group: /{word} Lunch? | Pizza | Sushi"""
    return {kind}(question, list(options))


@widget('{word}', summary=lambda state: state.question)
def show(state: {kind}) -> None:
    ui.label(state.question).classes('widget-title')
    for option in state.options:
        votes = list(state.votes.values()).count(option)
        ui.button(f'{{option}} · {{votes}}', on_click=lambda option=option: state.votes.update({{viewer.id: option}}))
'''


def write_extension(folder: Path, name: str) -> Path:
    """Write an extension of this name and return its file; a running server has it at once.

    Raises Refused for a name that is none or taken, and when the folder cannot be written.
    """
    if not NAME.fullmatch(name):
        raise Refused('bad_name', f'{name!r} is no name: it takes small letters, digits and _, such as NAME=poll.')
    path = folder / f'{name}.py'
    kind = ''.join(part.title() for part in name.replace('-', '_').split('_'))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open('x', encoding='utf-8') as file:
            file.write(TEMPLATE.format(word=name.replace('_', '-'), kind=kind))
    except FileExistsError:
        raise Refused('name_taken', f'{path} is there already. Choose another name, or edit that one.') from None
    except OSError as error:
        raise Refused('unavailable', f'{path} cannot be written: {error.strerror}.') from error
    return path
