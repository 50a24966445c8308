"""Pins on a plan: a click anywhere on it puts yours there.

The picture is drawn here, in SVG, and sent with the message: pages load nothing from other sites.

/pins Where shall we sit?
"""

from dataclasses import dataclass, field
from html import escape

from nicegui import events, ui

from messenger import author, command, only, viewer, widget

WIDTH, HEIGHT = 400, 240
PLAN = (
    f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}'>"
    f"<rect width='{WIDTH}' height='{HEIGHT}' rx='8' fill='%23e8eee4'/>"
    "<g fill='%23c9d6c1'><rect x='30' y='30' width='120' height='60' rx='6'/>"
    "<rect x='30' y='140' width='120' height='70' rx='6'/><rect x='220' y='40' width='150' height='160' rx='6'/></g>"
    "<path d='M185 0v240M0 115h185' stroke='%23fff' stroke-width='14'/></svg>"
)


@dataclass
class Pin:
    """A place on the picture, in its pixels, and who put the pin there."""

    x: float
    y: float
    name: str


@dataclass
class Board:
    """A question and the pins that answer it, by the id of the member: one for each."""

    question: str
    pins: dict[str, Pin] = field(default_factory=dict)


@command('/pins')
def start(question: str) -> Board:
    """Ask for places on a plan: /pins Where shall we sit?"""
    return Board(question)


@widget('pins', summary=lambda board: f'{board.question} ({len(board.pins)} pins)')
def board(state: Board) -> None:
    """Draw the plan with its pins."""

    def put(event: events.MouseEventArguments) -> None:
        state.pins[viewer.id] = Pin(round(event.image_x), round(event.image_y), viewer.name)

    def clear() -> None:
        state.pins.clear()

    ui.label(state.question).classes('widget-title')
    picture = ui.interactive_image(f'data:image/svg+xml;utf8,{PLAN}', on_mouse=put, cross=True, sanitize=False)
    picture.style(f'width: {WIDTH}px; max-width: 100%').content = ''.join(map(drawn, state.pins.values()))
    picture.props['aria-label'] = f'Plan with {len(state.pins)} pins'
    ui.label('Click on the plan to put your pin there.').classes('widget-note')
    with only(author):
        ui.button('Remove all pins', on_click=clear).props('flat dense no-caps')


def drawn(pin: Pin) -> str:
    """Write a pin in SVG; a name is text and never markup."""
    return (
        f'<circle cx="{pin.x}" cy="{pin.y}" r="6" fill="#c2410c" stroke="#fff" stroke-width="2"/>'
        f'<text x="{pin.x + 10}" y="{pin.y + 4}" font-size="13" fill="#222">{escape(pin.name)}</text>'
    )
