"""Whose request it is."""

import pytest
from starlette.responses import JSONResponse

from messenger.accounts.cookies import SessionCookie
from messenger.guards.identity import Identity, session_in
from tests.accounts.conftest import Clock
from tests.accounts.making import make_accounts


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def accounts(world, clock):
    accounts = make_accounts(world, clock)
    await accounts.start(None)
    yield accounts
    await accounts.stop()


async def who(scope, receive, send):
    session = session_in(scope)
    await JSONResponse(session.member_id if session else None)(scope, receive, send)


@pytest.fixture
def site(accounts, clock):
    return Identity(who, accounts, SessionCookie(is_https=False), clock)


async def test_a_cookie_tells_whose_request_it_is(browser, site, accounts):
    dave = await accounts.sign_in('Dave', '')
    async with browser(site) as client:
        answer = await client.get('/', headers={'Cookie': f'messenger_session={dave.secret}'})
        assert answer.json() == dave.session.member_id
        assert (await client.get('/')).json() is None
        assert (await client.get('/', headers={'Cookie': 'messenger_session=x'})).json() is None


async def test_an_ended_session_is_nobodys_at_once(browser, site, accounts):
    dave = await accounts.sign_in('Dave', '')
    await accounts.sign_out(dave.session)
    async with browser(site) as client:
        assert (await client.get('/', headers={'Cookie': f'messenger_session={dave.secret}'})).json() is None


async def test_a_request_is_noted_as_the_session_being_in_use(browser, site, accounts, clock):
    dave = await accounts.sign_in('Dave', '')
    clock.advance(hours=2)
    async with browser(site) as client:
        await client.get('/', headers={'Cookie': f'messenger_session={dave.secret}'})
    assert accounts.session_of(dave.secret).last_seen_at == clock()


async def test_the_cookies_year_begins_anew_at_the_first_use_of_a_day(browser, site, accounts, clock):
    dave = await accounts.sign_in('Dave', '')
    cookie = {'Cookie': f'messenger_session={dave.secret}'}
    async with browser(site) as client:
        assert 'set-cookie' not in (await client.get('/', headers=cookie)).headers
        clock.advance(days=2)
        renewed = await client.get('/', headers=cookie)
        assert f'messenger_session={dave.secret}' in renewed.headers['set-cookie']
        assert 'HttpOnly' in renewed.headers['set-cookie']
        client.cookies.clear()
        assert 'set-cookie' not in (await client.get('/', headers=cookie)).headers
