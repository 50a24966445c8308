"""A game for two, watched by the rest: who may act is decided by the state.

/tictactoe @Bob
"""

from dataclasses import dataclass, field

from nicegui import ui

from messenger import Member, Refused, command, viewer, widget

LINES = ('012', '345', '678', '036', '147', '258', '048', '246')


@dataclass
class Game:
    """Two players, by id and name, and the nine fields: empty, X or O."""

    ids: list[str]
    names: list[str]
    fields: list[str] = field(default_factory=lambda: [''] * 9)

    @property
    def turn(self) -> int:
        """Return whose turn it is: 0 plays X and begins."""
        return sum(map(bool, self.fields)) % 2

    @property
    def winner(self) -> str:
        """Return the name of who has three in a row, if anybody."""
        for line in LINES:
            signs = {self.fields[int(place)] for place in line}
            if signs in ({'X'}, {'O'}):
                return self.names['XO'.index(signs.pop())]
        return ''

    @property
    def says(self) -> str:
        """Return how the game stands."""
        if self.winner:
            return f'{self.winner} wins!'
        return 'A draw.' if all(self.fields) else f'{self.names[self.turn]} plays {"XO"[self.turn]}'


@command('/tictactoe')
def start(opponent: Member) -> Game:
    """Play tic-tac-toe with somebody: /tictactoe @Bob"""
    if opponent.id == viewer.id:
        raise Refused('alone', 'It takes two. Name somebody else: /tictactoe @Bob')
    return Game([viewer.id, opponent.id], [viewer.name, opponent.name])


@widget('tic-tac-toe', summary=lambda game: f'{" against ".join(game.names)}: {game.says}')
def game(state: Game) -> None:
    """Draw the fields as buttons."""

    def play(place: int) -> None:
        if viewer.id not in state.ids:
            raise Refused('watching', f'{" and ".join(state.names)} play; you may watch.')
        if viewer.id != state.ids[state.turn]:
            raise Refused('not_your_turn', f'It is the turn of {state.names[state.turn]}.')
        state.fields[place] = 'XO'[state.turn]

    ui.label(' against '.join(state.names)).classes('widget-title')
    ui.label(state.says)
    with ui.grid(columns='repeat(3, 52px)').style('gap: 6px'):
        for place, sign in enumerate(state.fields):
            button = ui.button(sign, on_click=lambda place=place: play(place)).props('outline')
            button.props['aria-label'] = f'Field {place + 1}: {sign}' if sign else f'Field {place + 1}'
            button.style('height: 52px; font-size: 20px')
            button.set_enabled(not sign and not state.winner)
