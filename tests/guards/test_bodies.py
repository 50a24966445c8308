"""Bodies that are too large."""

import pytest

from messenger.actions.attachments import MEGABYTE_BYTES
from messenger.actions.pictures import MOST_BYTES
from messenger.guards.bodies import EXTENSION_BYTES, FORM_BYTES, HOOK_BYTES, POLLING_BYTES, Bodies
from messenger.settings import Settings
from tests.guards.doubles import behind

POLLING = '/_nicegui_ws/socket.io/'
FILE_BYTES = MEGABYTE_BYTES + FORM_BYTES


@pytest.mark.parametrize(
    ('path', 'limit'),
    [
        ('/sign-in', FORM_BYTES),
        (POLLING, POLLING_BYTES),
        ('/hooks/secret', HOOK_BYTES),
        ('/api/x/poll/push', EXTENSION_BYTES),
        ('/files/group', FILE_BYTES),
        ('/pictures', MOST_BYTES + FORM_BYTES),
        ('/api/v1/groups/group/files', FILE_BYTES),
        ('/api/v1/groups/group/files/more', HOOK_BYTES),
        ('/api/v1/groups', HOOK_BYTES),
    ],
)
async def test_a_body_up_to_the_limit_comes_through_and_a_byte_more_does_not(browser, path, limit):
    async with browser(Bodies(behind, Settings(attachment_megabytes=1))) as alice:
        fits = await alice.post(path, content=b'x' * limit)
        too_large = await alice.post(path, content=b'x' * (limit + 1))
    assert (fits.status_code, fits.text) == (200, f'behind {limit}')
    assert too_large.status_code == 413


async def test_a_body_whose_length_was_not_told_is_stopped_at_the_limit(browser):
    read = 0

    async def endless():
        nonlocal read
        while True:
            read += 1024
            yield b'x' * 1024

    async with browser(Bodies(behind, Settings())) as alice:
        assert (await alice.post('/sign-in', content=endless())).status_code == 413
    assert read <= FORM_BYTES + 2048


async def test_a_length_that_is_no_number_is_not_believed(browser):
    async with browser(Bodies(behind, Settings())) as alice:
        answer = await alice.post('/sign-in', content=b'abc', headers={'Content-Length': '²'.encode()})
    assert answer.text == 'behind 3'
