"""Hostile texts through the renderer: nothing forbidden comes out, and nothing takes long."""

import sys
import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bench.report import Verdict, at_least, at_most
from fuzz.hypothesis_run import faults_in, settings_for
from fuzz.plan import Plan
from messenger.rendering.bodies import INLINE_CHARACTERS
from messenger.rendering.renderer import Renderer
from messenger.rendering.sanitize import Sanitizer
from tests.rendering.forbidden import MENTIONS, faults_of
from tests.rendering.hostile import hostile_texts
from tests.rendering.shown import Shown

TEXTS_OF_AN_EXAMPLE = 20
LONGEST_CHARACTERS = 10_000
"""Of a message, by the settings."""
INLINE_SECONDS = 0.1
"""Of CPU, for a text that is rendered in the way of everything else."""


class Texts:
    """What is found out about the texts of a run."""

    def __init__(self) -> None:
        self.count = 0
        self.slowest: dict[str, tuple[float, str]] = {'inline': (0.0, ''), 'elsewhere': (0.0, '')}
        self._renderer = Renderer()
        self._sanitizer = Sanitizer()

    def render(self, text: str, *, colour: bool) -> None:
        """Render a text and judge what comes out. Raises AssertionError when it should not have."""
        self.count += 1
        html, seconds = self._timed(text, colour=colour)
        if seconds > INLINE_SECONDS / 2:  # Hypothesis's own garbage is collected now and then
            seconds = min(seconds, self._timed(text, colour=colour)[1])
        if not colour:  # colouring is done elsewhere, always
            where = 'inline' if len(text) <= INLINE_CHARACTERS else 'elsewhere'
            self.slowest[where] = max(self.slowest[where], (seconds, text))
        assert not faults_of(html), (text, html)
        assert _read(self._sanitizer.sanitize(html)) == _read(html), (text, html)
        html.encode()  # what cannot be encoded loses the frame it is in

    def _timed(self, text: str, *, colour: bool) -> tuple[str, float]:
        began_at = time.process_time()
        html = self._renderer.render(text, MENTIONS, colour=colour)
        return html, time.process_time() - began_at


def _read(html: str) -> object:
    """Read markup: the same may be written in more than one way, such as a space that does not break."""
    shown = Shown(html)
    return shown.tags, shown.text


def run(plan: Plan) -> Sequence[Verdict]:
    """Render so many texts; one in twenty is as long as a message may be, one as long as what is rendered inline."""
    texts = Texts()

    @settings_for(plan.texts // TEXTS_OF_AN_EXAMPLE)
    @given(st.lists(hostile_texts(), min_size=TEXTS_OF_AN_EXAMPLE, max_size=TEXTS_OF_AN_EXAMPLE), st.booleans())
    def render(chosen: list[str], colour: bool) -> None:
        longest, long, *others = chosen
        texts.render((longest * LONGEST_CHARACTERS)[:LONGEST_CHARACTERS], colour=False)
        texts.render((long * INLINE_CHARACTERS)[:INLINE_CHARACTERS], colour=False)
        for text in others:
            texts.render(text, colour=colour)

    faults = faults_in('rendering', render)
    for where, (seconds, text) in texts.slowest.items():
        print(f'rendering: the slowest text {where} took {seconds * 1000:.0f} ms: {text[:60]!r}', file=sys.stderr)
    return [
        at_least('rendering: hostile texts rendered', texts.count, plan.texts),
        at_most('rendering: texts of which something forbidden came out', faults, 0),
        at_most('rendering: slowest text of 1,000 characters', texts.slowest['inline'][0], INLINE_SECONDS, 's'),
    ]
