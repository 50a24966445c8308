"""How the pages are served."""

import json
import subprocess
import sys

from tests.docs.project import ROOT

PATIENCES = """
import inspect, json
from nicegui import core
from messenger.app import build
from messenger.settings import Settings

build(Settings(journal='memory'))
pages = [route.endpoint for route in core.app.routes if route.path in {'/', '/groups/{group_id}'}]
print(json.dumps([inspect.getclosurevars(page).nonlocals['self'].response_timeout for page in pages]))
"""
"""Run in a process of its own: building the app takes over all of NiceGUI."""


def test_a_page_may_wait_for_as_long_as_everybody_takes_to_come_back():
    answer = subprocess.run([sys.executable, '-c', PATIENCES], cwd=ROOT, capture_output=True, check=True, timeout=60)
    patiences = json.loads(answer.stdout.splitlines()[-1])
    assert len(patiences) == 2
    assert min(patiences) >= 30
