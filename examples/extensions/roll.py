"""Dice, in one function: what a command returns as text is said by whoever ran it.

/roll 20
"""

import secrets

from messenger import Refused, command, viewer

MOST_SIDES = 1000


@command('/roll')
def roll(sides: int = 6) -> str:
    """Roll a die: /roll 20"""
    if not 2 <= sides <= MOST_SIDES:
        raise Refused('sides', f'A die has 2 to {MOST_SIDES} sides: /roll 20')
    return f'{viewer.name} rolls **{secrets.randbelow(sides) + 1}** of {sides}'
