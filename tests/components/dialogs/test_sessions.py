"""Where one is signed in."""

from datetime import UTC, datetime, timedelta

from messenger.components.button import Button
from messenger.components.dialogs.sessions import how_long_ago, last_seen, show_sessions
from messenger.words import speak
from tests.components.eventually import eventually


async def test_times_are_said_as_people_say_them(viewer):
    now = datetime.now(UTC)
    with viewer:
        assert last_seen(now) == 'Seen just now'
        assert last_seen(now - timedelta(hours=3)) == 'Seen 3 hours ago'
        assert last_seen(now - timedelta(days=2)) == 'Seen 2 days ago'


async def test_how_long_ago_is_said_in_the_language_of_the_page(viewer):
    speak(viewer.client, 'de_AT')
    with viewer:
        assert how_long_ago(datetime.now(UTC) - timedelta(hours=3)) == 'vor 3 Stunden'


async def test_another_device_is_revoked_by_a_click(stage, viewer):
    here = await stage.accounts.sign_in('Dora', 'Firefox on Linux')
    dora_id = here.session.member_id
    secret = await stage.accounts.make_device_link(dora_id)
    await stage.accounts.sign_in_by_link(secret, 'Safari on iPhone')
    with viewer:
        show_sessions(stage, dora_id, here.session.id)
    await viewer.should_see('Safari on iPhone')
    assert len(viewer.find(kind=Button, content='Revoke').elements) == 1
    viewer.find(kind=Button, content='Revoke').click()
    await eventually(lambda: stage.accounts.sessions_of(dora_id) == [here.session])
    await viewer.should_not_see('Safari on iPhone')
    await viewer.should_see('This device')
