"""States are kept as JSON of the author's own type, within what the journal holds."""

from dataclasses import dataclass, field

import pytest
from pydantic import BaseModel

from messenger.actions.widgets import STATE_BYTES
from messenger.extensions.marks import WidgetMark
from messenger.extensions.states import NewerState, States
from messenger.model.refused import Refused


@dataclass
class Notes:
    lines: list[str] = field(default_factory=list)


class Place(BaseModel):
    x: float
    y: float


def notes(state: Notes): ...
def place(state: Place): ...
def nothing(): ...


def mark(**given):
    return WidgetMark(**({'name': 'notes', 'summary': None, 'version': 1, 'migrate': None, 'allow': None} | given))


@pytest.mark.parametrize(('function', 'state'), [(notes, Notes(['a', 'ä'])), (place, Place(x=1, y=2.5))])
def test_a_state_comes_back_as_it_was(function, state):
    states = States(mark(), function)
    assert states.is_state(state)
    assert states.decode(states.encode(state), 1) == state


def test_a_state_that_is_too_large_is_refused():
    with pytest.raises(Refused, match='Remove something first'):
        States(mark(), notes).encode(Notes(['x' * STATE_BYTES]))


def test_a_newer_state_is_not_read_and_an_older_one_needs_a_migration():
    states = States(mark(version=2), notes)
    with pytest.raises(NewerState):
        states.decode('{"lines":[]}', 3)
    with pytest.raises(ValueError, match='give @widget a migrate='):
        states.decode('{"lines":[]}', 1)
    migrating = States(mark(version=2, migrate=lambda version, data: {'lines': [f'{version} {data}']}), notes)
    assert migrating.decode('"old"', 1) == Notes(['1 old'])


def test_a_summary_is_one_line_and_never_blank():
    assert States(mark(summary=lambda state: 'a\n  b'), notes).summary(Notes()) == 'a b'
    assert States(mark(summary=lambda state: ''), notes).summary(Notes()) == 'notes'


def test_a_widget_that_does_not_say_its_state_is_refused_when_it_is_loaded():
    with pytest.raises(ValueError, match='does not say what its state is'):
        States(mark(), nothing)
