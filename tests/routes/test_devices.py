"""Signing in on another device."""


async def test_a_link_shows_whose_it_is_and_a_button_signs_in(somebody, accounts, world):
    phone, secret = somebody(), await accounts.make_device_link(world.alice.id)
    shown = await phone.get(f'/device/{secret}')
    assert shown.status_code == 200
    assert 'Sign in as Alice?' in shown.text
    assert 'messenger_session' not in phone.cookies
    answer = await phone.post(f'/device/{secret}')
    assert (answer.status_code, answer.headers['location']) == (303, '/')
    assert accounts.session_of(phone.cookies['messenger_session']).member_id == world.alice.id


async def test_a_preview_of_the_link_does_not_use_it_up(somebody, accounts, world):
    secret = await accounts.make_device_link(world.alice.id)
    for _ in range(3):
        assert (await somebody().get(f'/device/{secret}')).status_code == 200


async def test_a_used_or_unknown_link_says_so_and_how_to_go_on(somebody, accounts, world):
    secret = await accounts.make_device_link(world.alice.id)
    await somebody().post(f'/device/{secret}')
    for wrong in (secret, 'x', 'y' * 3000):
        for method in ('GET', 'POST'):
            answer = await somebody().request(method, f'/device/{wrong}')
            assert answer.status_code == 404
            assert 'Make a new one' in answer.text
            assert 'set-cookie' not in answer.headers


async def test_a_browser_signed_in_as_somebody_else_keeps_its_session(member, accounts, world):
    browser = await member(world.bob)
    secret = await accounts.make_device_link(world.alice.id)
    for method in ('GET', 'POST'):
        answer = await browser.request(method, f'/device/{secret}')
        assert answer.status_code == 409
        assert 'Sign out first' in answer.text
    assert accounts.session_of(browser.cookies['messenger_session']).member_id == world.bob.id


async def test_who_is_signed_in_already_goes_to_the_groups_and_the_link_stays_good(member, somebody, accounts, world):
    browser = await member(world.alice)
    secret = await accounts.make_device_link(world.alice.id)
    assert (await browser.post(f'/device/{secret}')).headers['location'] == '/'
    assert (await somebody().post(f'/device/{secret}')).status_code == 303
