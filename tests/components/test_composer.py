"""Where a member writes: what is sent, refused, drafted and sent again."""

import pytest
from nicegui.events import GenericEventArguments
from nicegui.testing import User

from messenger.actions.attachments import AttachmentLimits
from messenger.components.composer import Composer
from messenger.components.suggestions import suggesters
from messenger.model.calls import SMALL_GROUP
from messenger.model.ids import NO_THREAD
from messenger.model.member import Member
from messenger.model.refused import Refused, TooFast, Unavailable
from tests.components.conftest import extensions_of
from tests.components.eventually import eventually
from tests.world import World, rid


def compose(world: World, viewer: User, member: Member) -> Composer:
    """Place a member's box for the watercooler on a page."""
    with viewer:
        return Composer(
            messages=world.actions.messages,
            reading=world.actions.reading,
            member_id=member.id,
            group=world.watercooler,
            thread=NO_THREAD,
            store=world.store,
            suggest=suggesters(world.store, world.watercooler.id, member.id, may_call=lambda: True),
            most_characters=10_000,
            attachable=AttachmentLimits(),
            extensions=extensions_of(world),
        )


async def send(composer: Composer, *args: object) -> None:
    """Do what the browser does at Enter."""
    element = composer.element
    with element:
        await composer._on_send(GenericEventArguments(sender=element, client=element.client, args=list(args)))


def draft(composer: Composer, *args: object) -> None:
    """Do what the browser does while one types."""
    element = composer.element
    composer._on_draft(GenericEventArguments(sender=element, client=element.client, args=list(args)))


def problem(composer: Composer) -> str:
    """What the box complains of."""
    return ' '.join(label.text for label in composer._problem if hasattr(label, 'text'))


async def texts(world: World) -> list[str]:
    """What was said at the watercooler."""
    last = world.store.last_ordinal(world.watercooler.id)
    rows = await world.actions.messages.read_messages(world.alice.id, world.watercooler.id, 1, last)
    return [row.text for row in rows if row.kind == 'text']


async def test_what_is_sent_twice_is_said_once(world: World, viewer: User) -> None:
    """A double click, a resend after a reconnect: the same request."""
    composer = compose(world, viewer, world.alice)
    request_id = rid()
    await send(composer, request_id, 'hello', 5)
    await send(composer, request_id, 'hello', 5)
    assert await texts(world) == ['hello']


@pytest.mark.parametrize(
    'args', [['no uuid', 'x', 1], [None, 'x', 1], [rid(), {'a': 1}, 1], [rid()], [], ['last', 1], ['unreply', 1]]
)
async def test_what_no_composer_sends_is_ignored(world: World, viewer: User, args: list[object]) -> None:
    await send(compose(world, viewer, world.alice), *args)
    assert await texts(world) == []


async def test_a_refusal_says_why_until_something_is_sent(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    await send(composer, rid(), 'x' * 10_001, 10_001)
    assert '10,001' in problem(composer)
    assert await texts(world) == []
    await send(composer, rid(), 'short', 5)
    assert problem(composer) == ''


@pytest.mark.parametrize(
    ('refused', 'offers'),
    [(Unavailable(), True), (TooFast('Wait 3 seconds.', 3), True), (Refused('empty', 'Write something.'), False)],
)
async def test_another_try_is_offered_where_it_may_help(
    world: World, viewer: User, monkeypatch: pytest.MonkeyPatch, refused: Refused, offers: bool
) -> None:
    composer = compose(world, viewer, world.alice)

    async def refuse(*_: object) -> None:
        raise refused

    monkeypatch.setattr(world.actions.messages, 'send_message', refuse)
    await send(composer, rid(), 'hi', 2)
    assert refused.reason in problem(composer)
    assert any('retry' in child.classes for child in composer._problem.default_slot.children) is offers


async def test_a_complaint_of_length_goes_when_the_text_is_short_enough(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    await send(composer, 'long', '', 10_001)
    draft(composer, 'x' * 10_001, 0)
    assert '10,001' in problem(composer)
    draft(composer, 'x' * 10_000, 0)
    assert problem(composer) == ''


async def test_a_draft_is_kept_and_forgotten_when_sent(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    draft(composer, 'half a', 0)
    assert world.store.draft(world.watercooler.id, world.alice.id) == 'half a'
    await send(composer, rid(), 'half a thought', 14)
    assert world.store.draft(world.watercooler.id, world.alice.id) == ''


async def test_a_draft_older_than_the_sending_does_not_come_back(world: World, viewer: User) -> None:
    """The last keystrokes may be reported after Enter was."""
    composer = compose(world, viewer, world.alice)
    await send(composer, rid(), 'sent', 4)
    draft(composer, 'sen', 0)
    assert world.store.draft(world.watercooler.id, world.alice.id) == ''
    draft(composer, 'next', 1)
    assert world.store.draft(world.watercooler.id, world.alice.id) == 'next'


async def test_typing_shows_while_one_types(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    draft(composer, 'h', 0)
    assert await eventually(lambda: world.store.presence.typing(world.watercooler.id, besides=world.bob.id)) == [
        world.alice.id
    ]


async def test_a_member_removed_while_typing_loses_nothing_but_the_right(world: World, viewer: User) -> None:
    """The draft of a group one is no longer in is not kept, and nothing fails."""
    composer = compose(world, viewer, world.bob)
    await world.actions.memberships.remove(world.alice.id, world.watercooler.id, world.bob.id, rid())
    draft(composer, 'still here', 0)
    await send(composer, rid(), 'still here', 10)
    assert problem(composer) != ''
    assert await texts(world) == []


async def test_who_may_not_mention_everyone_is_told(world: World, viewer: User) -> None:
    """The message stands all the same, and the next one takes the notice away."""
    await world.gather(world.watercooler, SMALL_GROUP)
    composer = compose(world, viewer, world.bob)
    await send(composer, rid(), 'hear me @all', 12)
    assert await texts(world) == ['hear me @all']
    assert problem(composer).startswith('Sent, but @all mentions nobody. Only owners and moderators')
    await send(composer, rid(), 'well', 4)
    assert problem(composer) == ''
    await send(compose(world, viewer, world.alice), rid(), 'hear @all', 9)
    assert problem(composer) == ''


async def test_files_are_sent_without_a_word(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    upload_id = await world.upload(world.alice, 'cat.txt', b'cat')
    await send(composer, rid(), '', 0, [upload_id])
    assert [each.name for each in (await world.rows(world.bob))[-1].attachments] == ['cat.txt']
    assert problem(composer) == ''


async def test_files_of_a_refused_message_come_back(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    key, upload_id = rid(), await world.upload(world.alice, 'cat.txt', b'cat')
    for told in (['new', key, '["cat.txt", 3, ""]'], ['done', key, upload_id]):
        composer._tray.hear(GenericEventArguments(sender=composer.element, client=composer.element.client, args=told))
    await send(composer, rid(), 'x' * 10_001, 10_001, [upload_id])
    assert '10,001' in problem(composer)
    assert set(composer._tray._files) == {key}
    await send(composer, rid(), 'short', 5, [upload_id])
    assert composer._tray._files == {}


@pytest.mark.parametrize('uploads', ['no list', [7, None], {'a': 1}])
async def test_what_is_no_list_of_ids_is_left_out(world: World, viewer: User, uploads: object) -> None:
    await send(compose(world, viewer, world.alice), rid(), 'hello', 5, uploads)
    assert await texts(world) == ['hello']


async def reply_row(world: World) -> tuple[str, int | None]:
    """The newest message and what it replies to."""
    row = (await world.rows(world.alice))[-1]
    return row.text, row.reply_to


def strip(composer: Composer) -> str:
    """What stands over the box."""
    return str(composer._replying._strip.props.get('innerHTML', ''))


async def test_a_reply_is_quoted_over_the_box_until_it_is_sent(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    asked = await world.say(world.bob, 'tea <or> coffee?')
    composer.reply(world.store.row(world.watercooler.id, asked.ordinal))
    assert 'tea &lt;or&gt; coffee?' in strip(composer)
    assert f'data-reply="{asked.ordinal}"' in strip(composer)
    await send(composer, rid(), 'tea', 3, [], asked.ordinal)
    assert strip(composer) == ''
    assert await reply_row(world) == ('tea', asked.ordinal)


async def test_a_reply_that_was_begun_waits_for_its_writer(world: World, viewer: User) -> None:
    """As the draft does; not once it is sent, given up, or what it replies to is gone."""
    asked = await world.say(world.bob, 'tea?')
    compose(world, viewer, world.alice).reply(world.store.row(world.watercooler.id, asked.ordinal))
    later = compose(world, viewer, world.alice)
    await later.restore_reply()
    assert f'data-reply="{asked.ordinal}"' in strip(later)
    await send(later, 'unreply', '', 0)
    assert await _restored(world, viewer) == ''
    later.reply(world.store.row(world.watercooler.id, asked.ordinal))
    await send(later, rid(), 'yes', 3, [], asked.ordinal)
    assert await _restored(world, viewer) == ''
    later.reply(world.store.row(world.watercooler.id, asked.ordinal))
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, asked.ordinal, rid())
    assert await _restored(world, viewer) == ''


async def _restored(world: World, viewer: User) -> str:
    composer = compose(world, viewer, world.alice)
    await composer.restore_reply()
    return strip(composer)


async def test_a_reply_can_be_given_up(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    asked = await world.say(world.bob, 'tea?')
    composer.reply(world.store.row(world.watercooler.id, asked.ordinal))
    await send(composer, 'unreply', '', 0)
    assert strip(composer) == ''


async def test_a_message_that_is_deleted_is_not_quoted_over_the_box_any_more(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    asked = await world.say(world.bob, 'tea?')
    composer.reply(world.store.row(world.watercooler.id, asked.ordinal))
    composer.follow_deletion(asked.ordinal + 1)
    assert 'tea?' in strip(composer)
    composer.follow_deletion(asked.ordinal)
    assert strip(composer) == ''
    assert 'deleted' in problem(composer)


async def test_a_refused_reply_comes_back_as_a_reply(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    asked = await world.say(world.bob, 'tea?')
    await send(composer, rid(), 'x' * 10_001, 10_001, [], asked.ordinal)
    assert f'data-reply="{asked.ordinal}"' in strip(composer)


async def test_a_reply_to_what_was_deleted_meanwhile_comes_back_as_a_text(world: World, viewer: User) -> None:
    composer = compose(world, viewer, world.alice)
    asked = await world.say(world.bob, 'tea?')
    await world.actions.messages.delete_message(world.bob.id, world.watercooler.id, asked.ordinal, rid())
    await send(composer, rid(), 'tea', 3, [], asked.ordinal)
    assert 'was deleted' in problem(composer)
    assert strip(composer) == ''
    assert await texts(world) == ['']


async def test_what_failed_by_our_mistake_stays_in_the_browser(world: World, viewer: User) -> None:
    """Neither accepted nor refused: the page must not forget it."""
    composer = compose(world, viewer, world.alice)

    class Failing:
        async def send_message(self, *asked):
            raise ZeroDivisionError

    composer._messages = Failing()
    with pytest.raises(ZeroDivisionError):
        await send(composer, rid(), 'hello', 5)
    assert composer._settled == []
