"""Signing in by display name, and out."""

import pytest

from messenger.routes.sign_in import sign_in_address


async def test_the_form_asks_for_a_display_name(somebody):
    answer = await somebody().get('/sign-in')
    assert answer.status_code == 200
    assert 'Display name' in answer.text
    assert answer.headers['cache-control'] == 'no-store'


async def test_a_free_name_signs_in_and_goes_on_to_where_one_came_from(somebody, world):
    browser = somebody()
    answer = await browser.post('/sign-in', data={'name': 'Dave', 'next': '/groups/abc?at=5'})
    assert (answer.status_code, answer.headers['location']) == (303, '/groups/abc?at=5')
    assert 'messenger_session' in browser.cookies
    assert world.store.member_named('Dave')


async def test_a_taken_name_is_refused_with_a_suggestion_and_what_was_typed(somebody):
    browser = somebody()
    answer = await browser.post('/sign-in', data={'name': 'alice', 'next': '/groups/abc'})
    assert answer.status_code == 409
    assert 'is taken' in answer.text
    assert 'value="alice"' in answer.text
    assert 'value="/groups/abc"' in answer.text
    assert 'value="alice 2"' in answer.text
    assert 'messenger_session' not in browser.cookies


@pytest.mark.parametrize('name', ['', '   ', 'x' * 41, 'a\u202eb'])
async def test_a_name_that_cannot_be_is_refused_and_kept(somebody, name):
    answer = await somebody().post('/sign-in', data={'name': name})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


async def test_markup_in_a_name_is_shown_as_what_it_is(somebody):
    answer = await somebody().post('/sign-in', data={'name': '"><script>alert(1)</script>' * 3, 'next': '"><b>'})
    assert '<script>' not in answer.text
    assert '<b>' not in answer.text


@pytest.mark.parametrize(
    'elsewhere',
    ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/sign-out', '/\n/x'],
)
async def test_nobody_is_sent_to_another_site(somebody, elsewhere):
    answer = await somebody().post('/sign-in', data={'name': 'Dave', 'next': elsewhere})
    assert answer.headers['location'] == '/'


async def test_who_is_signed_in_goes_on_and_stays_who_they_are(member, world):
    browser = await member(world.alice)
    asked = await browser.get('/sign-in', params={'next': '/groups/abc'})
    tried = await browser.post('/sign-in', data={'name': 'Somebody else', 'next': '/groups/abc'})
    assert asked.headers['location'] == tried.headers['location'] == '/groups/abc'
    assert 'set-cookie' not in tried.headers
    assert world.store.member_named('Somebody else') is None


async def test_every_sign_in_has_a_fresh_secret_that_no_browser_brought(somebody, accounts):
    brought = {'Cookie': 'messenger_session=chosen-by-an-attacker'}
    answer = await somebody().post('/sign-in', data={'name': 'Dave'}, headers=brought)
    assert 'messenger_session=' in answer.headers['set-cookie']
    assert 'chosen-by-an-attacker' not in answer.headers['set-cookie']
    assert accounts.session_of('chosen-by-an-attacker') is None


async def test_the_session_is_labelled_with_the_browser(somebody, accounts, world):
    firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    await somebody().post('/sign-in', data={'name': 'Dave'}, headers={'User-Agent': firefox})
    (session,) = accounts.sessions_of(world.store.member_named('Dave').id)
    assert session.label == 'Firefox on Linux'


async def test_signing_out_ends_the_session_and_clears_the_cookie(member, accounts, world):
    browser = await member(world.alice)
    secret = browser.cookies['messenger_session']
    answer = await browser.post('/sign-out')
    assert (answer.status_code, answer.headers['location']) == (303, '/sign-in')
    assert 'messenger_session' not in browser.cookies
    assert accounts.session_of(secret) is None


async def test_signing_out_twice_does_no_harm(somebody):
    assert (await somebody().post('/sign-out')).status_code == 303


async def test_signing_out_is_never_a_mere_link(member, accounts, world):
    browser = await member(world.alice)
    assert (await browser.get('/sign-out')).status_code == 405
    assert accounts.sessions_of(world.alice.id)


async def test_a_full_disk_is_told_and_the_name_kept(somebody, world):
    await world.journal.close()
    answer = await somebody().post('/sign-in', data={'name': 'Dave'})
    assert answer.status_code == 503
    assert 'value="Dave"' in answer.text


@pytest.mark.parametrize('body', [b'', b'%ff%fe', b'\xff', b'name=' + b'&a=b' * 50, b'name[]=x&&&='])
async def test_an_ill_formed_form_is_like_an_empty_one(somebody, body):
    headers = {'Content-Type': 'application/x-www-form-urlencoded'}
    assert (await somebody().post('/sign-in', content=body, headers=headers)).status_code == 400


def test_the_way_back_is_part_of_the_address():
    assert sign_in_address('/groups/abc?at=5&x=ü') == '/sign-in?next=/groups/abc%3Fat%3D5%26x%3D%C3%BC'
