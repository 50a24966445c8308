"""What every answer tells the browser to refuse."""

import re

from starlette.responses import PlainTextResponse

from messenger.guards.headers import Headers
from messenger.settings import Settings
from tests.guards.doubles import behind


async def test_the_policy_is_that_of_the_design(browser):
    async with browser(Headers(behind, Settings())) as alice:
        policy = (await alice.get('/')).headers['content-security-policy']
    for directive in (
        r"script-src 'self' 'nonce-[\w-]{20,}' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "default-src 'self'",
    ):
        assert re.search(f'(^|; ){directive}(;|$)', policy), directive


async def test_no_two_answers_have_the_same_nonce(browser):
    async with browser(Headers(behind, Settings())) as alice:
        policies = {(await alice.get('/')).headers['content-security-policy'] for _ in range(20)}
    assert len(policies) == 20


async def test_the_nonce_is_known_to_the_page(browser):
    async def page(scope, receive, send):
        await PlainTextResponse(scope['state']['nonce'])(scope, receive, send)

    async with browser(Headers(page, Settings())) as alice:
        answer = await alice.get('/')
    assert f"'nonce-{answer.text}'" in answer.headers['content-security-policy']


async def test_the_other_headers_are_on_every_answer(browser):
    async with browser(Headers(behind, Settings())) as alice:
        headers = (await alice.get('/')).headers
    assert headers['x-content-type-options'] == 'nosniff'
    assert headers['referrer-policy'] == 'same-origin'
    assert headers['x-frame-options'] == 'DENY'
    assert 'microphone=()' in headers['permissions-policy']
    assert 'strict-transport-security' not in headers


async def test_behind_https_browsers_are_told_to_stay_there(browser):
    async with browser(Headers(behind, Settings(public_url='https://chat.example.org'))) as alice:
        assert 'max-age=31536000' in (await alice.get('/')).headers['strict-transport-security']


async def test_an_answer_may_be_stricter(browser):
    async def file(scope, receive, send):
        await PlainTextResponse('', headers={'Content-Security-Policy': 'sandbox'})(scope, receive, send)

    async with browser(Headers(file, Settings())) as alice:
        assert (await alice.get('/')).headers.get_list('content-security-policy') == ['sandbox']
