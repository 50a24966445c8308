"""The image, the Makefile and the documents start the same thing in the same way."""

import json
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from messenger.settings import Settings
from tests.docs.project import ROOT

DOCKERFILE = (ROOT / 'Dockerfile').read_text().replace('\\\n', ' ')
MAKEFILE = (ROOT / 'Makefile').read_text()
README = (ROOT / 'README.md').read_text()


def instructions(name):
    return re.findall(rf'^{name} +(.*)$', DOCKERFILE, re.MULTILINE)


def test_the_image_and_make_run_start_the_same_command():
    assert json.loads(instructions('CMD')[-1]) == ['python', 'main.py']
    assert re.search(r'^run:.*\n\t\$\(BIN\)/python main\.py$', MAKEFILE, re.MULTILINE)


def test_the_image_serves_everybody_on_the_default_port_and_keeps_its_data_in_the_volume():
    environment = dict(re.findall(r'(\w+)=(\S+)', instructions('ENV')[0]))
    assert instructions('EXPOSE') == [str(Settings.model_fields['port'].default)]
    assert instructions('VOLUME') == [environment['MESSENGER_DATA']]
    assert environment['MESSENGER_HOST'] == '0.0.0.0'
    assert (
        f'install --directory --owner=messenger --group=messenger --mode=0700 {environment["MESSENGER_DATA"]}'
        in DOCKERFILE
    )


def test_the_image_does_not_run_as_root():
    users = [at for at, line in enumerate(DOCKERFILE.splitlines()) if line.startswith('USER ')]
    command = next(at for at, line in enumerate(DOCKERFILE.splitlines()) if line.startswith('CMD '))
    assert instructions('USER') == ['messenger']
    assert users[0] < command


def test_packages_are_installed_before_the_code_is_copied():
    assert DOCKERFILE.index('--require-hashes -r requirements.lock') < DOCKERFILE.index('COPY messenger')


def test_the_image_holds_nothing_but_what_runs():
    listed = [line for line in (ROOT / '.dockerignore').read_text().splitlines() if line and not line.startswith('#')]
    assert listed[0] == '*'
    assert {line for line in listed if line.startswith('!')} == {'!requirements.lock', '!main.py', '!messenger'}


def test_the_image_installs_exact_versions_that_the_requirements_allow():
    """`make lock` writes them; each file that may be installed is known by its hash."""
    lock = (ROOT / 'requirements.lock').read_text()
    entries = re.findall(r'^([\w.-]+)==(\S+)([^\n]*\n(?: {4}.*\n)+)', lock, re.MULTILINE)
    assert len(entries) == len(re.findall(r'^\w', lock, re.MULTILINE))
    assert all('--hash=sha256:' in rest for _, _, rest in entries)
    locked = {canonicalize_name(name): version for name, version, _ in entries}
    lines = [line for line in (ROOT / 'requirements.txt').read_text().splitlines() if line and line[0] != '#']
    for requirement in map(Requirement, lines):
        version = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f'{requirement}: run make lock'


class Answer(BaseHTTPRequestHandler):
    """A server that says how it is."""

    def do_GET(self):
        self.send_response(self.server.status if self.path == '/healthz' else 404)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.mark.parametrize(('status', 'is_healthy'), [(200, True), (503, False), (None, False)])
def test_the_health_check_of_the_image_tells_a_server_that_answers_from_one_that_does_not(status, is_healthy):
    command = json.loads(instructions('HEALTHCHECK')[0].partition('CMD ')[2])
    with HTTPServer(('127.0.0.1', 0), Answer) as server:
        server.status = status
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        if status:
            thread.start()
        else:
            server.socket.close()
        environment = {'MESSENGER_PORT': str(server.server_port), 'http_proxy': 'http://127.0.0.1:9'}
        result = subprocess.run(
            [sys.executable, *command[1:]], env=environment, capture_output=True, timeout=30, check=False
        )
        if status:
            server.shutdown()
            thread.join()
    assert (result.returncode == 0) is is_healthy, result.stderr


def test_the_readme_begins_with_the_two_commands():
    assert re.search(r'```\w*\n(?:git clone .*\n|cd .*\n)*make run.*\nmake test', README)


def test_continuous_integration_runs_what_a_person_runs():
    assert (ROOT / '.ci' / 'run').read_text().splitlines()[-1] == 'make test'


def test_make_test_checks_everything():
    recipe = MAKEFILE.partition('\ntest:')[2].partition('\n\n')[0]
    for tool in ('ruff check', 'ruff format --check', 'mypy', 'lint-imports', 'pytest'):
        assert f'$(BIN)/{tool}' in recipe, tool
    assert 'not browser' not in MAKEFILE
