"""The random runs, briefly; and they see what they look for."""

import asyncio
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.report import Verdict
from fuzz import events, history, rendering
from fuzz.frames import Frames, Known
from fuzz.hypothesis_run import faults_in
from fuzz.plan import QUICK
from tests.live.server import Server

SMALL = dataclasses.replace(QUICK, frames=400, attackers=10, texts=400, runs=3, runs_on_disk=1, steps=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / 'server.log')
    yield server
    server.stop()


def failed(verdicts: list[Verdict]) -> list[str]:
    return [str(verdict) for verdict in verdicts if not verdict.has_passed]


def test_attackers_who_know_every_id_do_nothing_that_their_pages_would_not() -> None:
    assert failed(events.run(SMALL)) == []


@pytest.mark.parametrize('promise', ['hidden.visible = False', "site.banned.add('mallory-banned')"])
def test_a_hole_is_seen(server: Server, promise: str) -> None:
    """Without one of its defences the same site fails."""
    site = events.SITE.replace(promise, 'pass')
    assert site != events.SITE
    assert any('what no control' in line for line in failed(asyncio.run(events.Siege(server, SMALL, site).run())))


def test_the_same_seed_makes_the_same_frames() -> None:
    known = [Known('client', 1, 'listener', 'click'), Known('block', 2**26, 'other', 'update:modelValue')]

    def frames(seed: int) -> list[str | bytes]:
        made = Frames(seed, lambda: 'me', known, lambda each: each.element_id == 1)
        return [made.next() for _ in range(200)]

    assert frames(1) == frames(1) != frames(2)


def test_hostile_texts_come_out_harmless_and_in_time() -> None:
    assert failed(rendering.run(SMALL)) == []


def test_random_actions_leave_everything_in_agreement() -> None:
    assert failed(history.run(SMALL)) == []


def test_a_run_that_fails_is_a_fault_and_tells_why(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise AssertionError('it differs')

    assert faults_in('history', fail) == 1
    assert faults_in('history', lambda: None) == 0
    assert 'it differs' in capsys.readouterr().err
