"""The frame around everything."""

import gc
import weakref
from datetime import UTC, datetime

import pytest
from nicegui import ui
from nicegui.testing import user_simulation

from messenger.accounts.session import Session
from messenger.components.rounds import Rounds
from messenger.components.shell import Shell
from messenger.components.sidebar import Sidebar
from messenger.model.refused import NotFound
from tests.components.eventually import eventually
from tests.world import rid


class Talk:
    """A conversation that writes down what becomes of it."""

    def __init__(self):
        self.woken = 0
        self.own = 0
        self.paths = []
        self.is_closed = False

    async def wake(self):
        self.woken += 1

    def hear_own(self):
        self.own += 1

    def follow_address(self, path):
        self.paths.append(path)

    def close(self):
        self.is_closed = True


class Site:
    """A site on which everybody is Bob."""

    def __init__(self, stage, member):
        self.stage = stage
        self.member = member
        self.rounds = Rounds(stage.store, seconds=0.01)
        self.talks = []
        self.ordinals = []
        self.threads = []
        self.is_broken = False

    def register(self):
        @ui.page('/')
        @ui.page('/groups/{group_id}')
        async def page():
            now = datetime.now(UTC)
            session = Session(id='s', member_id=self.member.id, label='', created_at=now, last_seen_at=now)
            await Shell(self.stage, self.rounds, session, self.show).shown()

    async def show(self, group_id, ordinal, thread):
        if self.is_broken:
            ui.label('Half of a conversation')
            raise RuntimeError('broken')
        if self.stage.store.membership(group_id, self.member.id) is None:
            raise NotFound('group')
        ui.label(f'Conversation of {self.stage.store.group(group_id).name}')
        self.talks.append(Talk())
        self.ordinals.append(ordinal)
        self.threads.append(thread)
        return self.talks[-1]


@pytest.fixture
def site(world, stage):
    return Site(stage, world.bob)


@pytest.fixture
async def user(site):
    async with user_simulation(root=lambda: None) as user:
        site.register()
        yield user


async def test_an_address_opens_its_group(world, site, user):
    await user.open(f'/groups/{world.design.id}')
    await user.should_see('Conversation of Design')
    assert user.client.title == 'Design – Messenger'
    await eventually(lambda: site.talks[0].woken)


async def test_an_address_may_name_a_message(world, site, user):
    for query in ('?at=12', '?at=-1', '?at=x', '?at=' + '9' * 40, ''):
        await user.open(f'/groups/{world.design.id}{query}')
    assert site.ordinals == [12, 0, 0, 0, 0]


async def test_an_address_may_name_a_thread(world, site, user):
    for query in ('?thread=7', '?at=9&thread=7', '?thread=x', ''):
        await user.open(f'/groups/{world.design.id}{query}')
    assert site.threads == [7, 7, 0, 0]


@pytest.mark.parametrize('address', ['/groups/aaaaaaaaaaaa', '/groups/x', '/groups/%F0%9F%8D%9C'])
async def test_what_does_not_exist_and_what_is_foreign_look_alike(user, address):
    await user.open(address)
    await user.should_see('This group does not exist, or you are not a member.')
    assert user.client.title == 'Messenger'


async def test_a_private_group_of_others_is_not_given_away(world, site, user):
    site.member = world.carol
    await user.open(f'/groups/{world.design.id}')
    await user.should_see('This group does not exist, or you are not a member.')
    assert 'Design' not in str(user.client.layout)


async def test_without_a_group_it_says_what_to_do(user):
    await user.open('/')
    await user.should_see('Choose a group at the side, or find one to join.')
    user.find('See open groups').click()
    await user.should_see('Open groups')


async def test_switching_closes_the_conversation_before(world, site, user):
    await user.open(f'/groups/{world.design.id}')
    page = user.client
    with page:
        await page.sub_pages_router._handle_navigate(f'/groups/{world.watercooler.id}')
    await user.should_see('Conversation of Watercooler')
    await user.should_not_see('Conversation of Design')
    assert user.client is page
    assert [talk.is_closed for talk in site.talks] == [True, False]


async def test_who_is_let_in_while_looking_gets_in(world, site, user):
    site.member = world.carol
    await user.open(f'/groups/{world.design.id}')
    await user.should_see('This group does not exist, or you are not a member.')
    await world.actions.memberships.invite(world.alice.id, world.design.id, 'Carol', rid())
    await eventually(lambda: site.talks)
    await user.should_see('Conversation of Design')


async def test_what_cannot_be_shown_says_so_and_can_be_tried_again(world, site, user, caplog):
    site.is_broken = True
    await user.open(f'/groups/{world.design.id}')
    await user.should_see('This group cannot be shown just now.')
    await user.should_not_see('Half of a conversation')
    assert 'broken' in caplog.text
    caplog.clear()
    site.is_broken = False
    user.find('Try again').click()
    await user.should_see('Conversation of Design')


async def test_the_title_counts_what_waits_elsewhere(world, site, user):
    await user.open(f'/groups/{world.design.id}')
    await world.say(world.alice, 'hello')
    await eventually(lambda: user.client.title == '(1) Design – Messenger')


async def test_the_side_is_drawn_anew_for_a_mention_and_for_no_other_message(world, site, user, monkeypatch):
    """Each message asks each open page: what that costs is paid once for every viewer."""
    await user.open(f'/groups/{world.design.id}')
    await eventually(lambda: site.talks[0].woken)
    drawn = []
    draw = Sidebar._ways_html
    monkeypatch.setattr(Sidebar, '_ways_html', lambda side: drawn.append(side) or draw(side))
    await world.say(world.alice, 'hello')
    await eventually(lambda: user.client.title == '(1) Design – Messenger')
    assert not drawn
    await world.say(world.alice, 'hello @Bob')
    await eventually(lambda: user.client.title == '(2) Design – Messenger')
    assert len(drawn) == 1


async def test_reading_elsewhere_takes_the_count_out_of_the_title(world, site, user):
    await user.open(f'/groups/{world.watercooler.id}')
    change = await world.say(world.alice, 'hello', world.design)
    await eventually(lambda: user.client.title == '(1) Watercooler – Messenger')
    world.actions.reading.mark_read(world.bob.id, world.design.id, change.ordinal)
    await eventually(lambda: user.client.title == 'Watercooler – Messenger')


async def test_reading_the_open_group_elsewhere_takes_the_count_out_of_the_title(world, site, user):
    change = await world.say(world.alice, 'hello')
    await user.open(f'/groups/{world.watercooler.id}')
    await eventually(lambda: user.client.title == '(1) Watercooler – Messenger')
    world.actions.reading.mark_read(world.bob.id, world.watercooler.id, change.ordinal)
    await eventually(lambda: user.client.title == 'Watercooler – Messenger')


async def test_what_is_typed_in_another_tab_is_heard(world, site, user):
    await user.open(f'/groups/{world.design.id}')
    await eventually(lambda: site.talks[0].own)
    heard = site.talks[0].own
    world.actions.reading.save_draft(world.bob.id, world.design.id, 'half a thought')
    await eventually(lambda: site.talks[0].own > heard)


async def test_an_open_page_makes_its_member_here(world, site, user):
    assert not world.store.presence.is_here(world.bob.id)
    await user.open('/')
    assert world.store.presence.is_here(world.bob.id)
    user.client.delete()
    assert not world.store.presence.is_here(world.bob.id)


async def test_a_page_that_is_gone_leaves_nothing_behind(world, site, user):
    await user.open(f'/groups/{world.design.id}')
    talk = site.talks[0]
    client = weakref.ref(user.client)
    user.client.delete()
    assert talk.is_closed
    assert not site.rounds.pages
    user.client = None
    await eventually(lambda: gc.collect() >= 0 and client() is None)


async def test_a_page_that_never_connected_hears_nothing(world, site, user):
    await user.http_client.get('/')
    assert not site.rounds.pages
