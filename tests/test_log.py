"""What a log line looks like."""

import json
import logging
import sys

import pytest
import structlog

from messenger.log import start_logging
from messenger.settings import Settings


@pytest.fixture
def lines(capsys):
    """Begin logging anew and give the lines written since."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def begin(**settings):
        start_logging(Settings(**settings))
        return lambda: capsys.readouterr().err.splitlines()  # noqa: PLW0108 - read anew at each call

    yield begin
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_an_event_is_one_line_with_time_level_and_ids(lines):
    read = lines()
    structlog.get_logger('messenger.test').info('signed in', member='abc', session='def')
    (line,) = read()
    assert line.startswith('at=20')
    assert 'level=info event="signed in" logger=messenger.test member=abc session=def' in line


def test_json_lines_hold_the_traceback_on_the_same_line(lines):
    read = lines(log_format='json')
    try:
        1 / 0  # noqa: B018 - for its exception
    except ZeroDivisionError:
        structlog.get_logger('messenger.test').exception('broken')
    (line,) = read()
    entry = json.loads(line)
    assert entry['event'] == 'broken'
    assert 'ZeroDivisionError' in entry['exception']


def test_a_traceback_follows_its_logfmt_line_indented(lines):
    read = lines()
    try:
        1 / 0  # noqa: B018 - for its exception
    except ZeroDivisionError:
        structlog.get_logger('messenger.test').exception('broken')
    first, *rest = read()
    assert 'event=broken' in first
    assert rest
    assert all(line.startswith('    ') for line in rest)


def test_what_a_browser_sent_cannot_start_a_line_of_its_own(lines):
    read = lines()
    structlog.get_logger('messenger.test').info('request', path='/a\nat=forged level=error\x1b[31m')
    (line,) = read()
    assert '\\nat=forged' in line
    assert '\x1b' not in line


def test_libraries_write_the_same_lines(lines):
    read = lines()
    logging.getLogger('somebody.else').warning('disk %s', 'full')
    (line,) = read()
    assert 'level=warning event="disk full" logger=somebody.else' in line


def test_uvicorns_lines_with_addresses_and_queries_are_not_written(lines):
    read = lines(log_level='debug')
    logging.getLogger('uvicorn.error').info('"WebSocket /_nicegui_ws/?client_id=secret" [accepted]')
    assert read() == []


def test_what_is_below_the_chosen_level_is_not_written(lines):
    read = lines(log_level='error')
    structlog.get_logger('messenger.test').warning('quiet')
    assert read() == []
    structlog.get_logger('messenger.test').error('loud')
    assert len(read()) == 1


def test_the_log_goes_to_standard_error(lines):
    lines()
    assert all(handler.stream is sys.stderr for handler in logging.getLogger().handlers)
