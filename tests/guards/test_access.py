"""The line that a request leaves in the log."""

import pytest
from structlog.testing import capture_logs

from messenger.guards.access import Access, shown_path
from tests.guards.doubles import ALICES_SESSION, As, behind


async def test_a_request_leaves_one_line_without_its_query(browser):
    with capture_logs() as lines:
        async with browser(Access(As(behind))) as alice:
            await alice.get('/groups/abc?client_id=secret')
    (line,) = lines
    assert (line['method'], line['path'], line['status']) == ('GET', '/groups/abc', 200)
    assert (line['member'], line['address']) == (ALICES_SESSION.member_id, '192.0.2.1')
    assert 'secret' not in repr(line)


@pytest.mark.parametrize(
    'path', ['/device/secret', '/invite/secret', '/device/secret/more', '/invite/', '/hooks/secret']
)
def test_the_secret_of_a_link_is_not_shown(path):
    assert 'secret' not in shown_path(path)
    assert shown_path(path) in {'/device/…', '/invite/…', '/hooks/…'}


async def test_a_failed_request_leaves_a_line_too(browser):
    async def broken(scope, receive, send):
        raise ZeroDivisionError

    with capture_logs() as lines:
        async with browser(Access(broken)) as alice:
            with pytest.raises(ZeroDivisionError):
                await alice.get('/')
    assert lines[0]['status'] == 500


async def test_files_and_probes_are_quiet_unless_they_fail(browser):
    with capture_logs() as lines:
        async with browser(Access(As(behind))) as alice:
            await alice.get('/healthz')
    assert lines[0]['log_level'] == 'debug'


async def test_the_path_is_what_was_asked_for_whatever_an_app_behind_makes_of_it(browser):
    """NiceGUI's mounts shorten it, and every poll would be a line of its own."""

    async def mounted(scope, receive, send):
        scope['path'] = '/socket.io/'
        await behind(scope, receive, send)

    with capture_logs() as lines:
        async with browser(Access(As(mounted))) as alice:
            await alice.get('/_nicegui_ws/socket.io/?transport=polling')
    assert (lines[0]['path'], lines[0]['log_level']) == ('/_nicegui_ws/socket.io/', 'debug')
