"""Joining by link."""

import pytest


@pytest.fixture
async def secret(world):
    """Make Alice's link into Design."""
    return await world.actions.invitations.make_link(world.alice.id, world.design.id)


async def test_a_link_shows_the_group_and_a_button_joins_it(member, world, secret):
    carol = await member(world.carol)
    shown = await carol.get(f'/invite/{secret}')
    assert 'Join Design?' in shown.text
    assert world.store.membership(world.design.id, world.carol.id) is None
    answer = await carol.post(f'/invite/{secret}')
    assert (answer.status_code, answer.headers['location']) == (303, f'/groups/{world.design.id}')
    assert world.store.membership(world.design.id, world.carol.id)


async def test_the_anonymous_sign_in_first_and_come_back(somebody, world, secret):
    browser = somebody()
    for method in ('GET', 'POST'):
        answer = await browser.request(method, f'/invite/{secret}')
        assert (answer.status_code, answer.headers['location']) == (303, f'/sign-in?next=/invite/{secret}')
        assert 'Design' not in answer.text
    back = await browser.post('/sign-in', data={'name': 'Dave', 'next': f'/invite/{secret}'})
    joined = await browser.post(back.headers['location'])
    assert joined.headers['location'] == f'/groups/{world.design.id}'


async def test_a_link_lets_one_in_and_no_more(member, somebody, world, secret):
    await (await member(world.carol)).post(f'/invite/{secret}')
    dave = somebody()
    await dave.post('/sign-in', data={'name': 'Dave'})
    shown, tried = await dave.get(f'/invite/{secret}'), await dave.post(f'/invite/{secret}')
    assert (shown.status_code, tried.status_code) == (404, 409)
    assert 'Ask for a new one' in shown.text
    assert 'Ask for a new one' in tried.text
    assert world.store.membership(world.design.id, world.store.member_named('Dave').id) is None


async def test_a_link_of_somebody_removed_meanwhile_does_not_work(member, world):
    secret = await world.actions.invitations.make_link(world.bob.id, world.watercooler.id)
    await world.actions.memberships.remove(
        world.alice.id, world.watercooler.id, world.bob.id, 'c0ffee00-0000-4000-8000-000000000001'
    )
    carol = await member(world.carol)
    assert (await carol.get(f'/invite/{secret}')).status_code == 404
    assert (await carol.post(f'/invite/{secret}')).status_code == 409


async def test_an_invented_link_shows_nothing(member, world):
    carol = await member(world.carol)
    answer = await carol.get('/invite/invented')
    assert answer.status_code == 404
    assert 'Design' not in answer.text
