"""What to use instead of what cannot work in a shared element; whoever wires the blocks may say it in own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """The ends of the errors; each is what the author of a shared element can do."""

    timer: str = 'use block.every(seconds, callback)'
    upload: str = 'open one for the viewer who acted, with viewer() in a handler'
    storage: str = "keep the state in the block's own objects, or use viewer() in a handler"
    answer: str = 'call it without await, or ask viewer().client in a handler'
