"""Messages, reactions, receipts, search and files, as bots ask for them."""

import pytest

from messenger.client import ApiProblem, Client
from messenger.model.group import Group
from messenger.model.ids import MemberId
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from tests.files import picture
from tests.world import World, rid


async def test_what_a_bot_says_is_there_for_everybody(helper: Client, world: World, design: Group) -> None:
    sent = await helper.send(design.id, 'Build **7** for @Bob')
    row = await world.actions.messages.read_message(world.bob.id, design.id, sent.ordinal)
    assert (row.text, row.author_id) == ('Build **7** for @Bob', (await helper.me()).id)
    assert [(each.member_id, each.name) for each in sent.mentions] == [(world.bob.id, 'Bob')]
    assert await helper.message(design.id, sent.ordinal) == sent


async def test_a_bot_edits_and_deletes_what_it_said(helper: Client, world: World, design: Group) -> None:
    sent = await helper.send(design.id, 'one')
    edited = await helper.edit(design.id, sent.ordinal, 'two')
    assert (edited.text, edited.edited_at is not None) == ('two', True)
    await helper.delete(design.id, sent.ordinal)
    (row,) = (await helper.messages(design.id, after=sent.ordinal - 1)).messages
    assert (row.text, row.is_deleted) == ('', True)
    with pytest.raises(ApiProblem, match='404 not_found'):
        await helper.message(design.id, sent.ordinal)


async def test_a_bot_replies(helper: Client, world: World, design: Group) -> None:
    asked = await world.say(world.bob, 'Tea?', design)
    reply = await helper.send(design.id, 'Yes', reply_to=asked.ordinal)
    assert reply.reply_to == asked.ordinal
    with pytest.raises(ApiProblem, match='nothing_to_reply_to'):
        await helper.send(design.id, 'Yes', reply_to=10_000)


async def test_a_bot_answers_in_the_thread_that_it_is_asked_in(helper: Client, world: World, design: Group) -> None:
    root = await world.say(world.bob, 'Builds', design)
    sent = [await helper.send_in_thread(design.id, root.ordinal, f'Build {number}') for number in (1, 2)]
    shared = await helper.send_in_thread(design.id, root.ordinal, 'Done', is_in_group_too=True)
    assert [(each.thread, each.is_in_group_too) for each in (*sent, shared)] == [
        (root.ordinal, False),
        (root.ordinal, False),
        (root.ordinal, True),
    ]
    (thread,) = await helper.threads(design.id)
    assert (thread.ordinal, thread.count, thread.last) == (root.ordinal, 3, shared.ordinal)
    first = await helper.thread(design.id, root.ordinal, limit=2)
    rest = await helper.thread(design.id, root.ordinal, after=first.messages[-1].ordinal)
    assert [each.text for each in (*first.messages, *rest.messages)] == ['Builds', 'Build 1', 'Build 2', 'Done']
    assert [page.has_earlier for page in (first, rest)] == [False, True]
    assert [page.has_later for page in (first, rest)] == [True, False]
    with pytest.raises(ApiProblem, match='no_such_thread'):
        await helper.send_in_thread(design.id, sent[0].ordinal, 'Where?')
    with pytest.raises(ApiProblem, match='404 not_found'):
        await helper.thread(design.id, sent[0].ordinal)


async def test_a_bot_takes_the_previews_of_what_it_said_away(helper: Client, world: World, design: Group) -> None:
    sent = await helper.send(design.id, 'https://example.org')
    seen = LinkPreview(url='https://example.org', title='Soup', description='Hot', site='example.org')
    row = await world.actions.messages.read_message(world.bob.id, design.id, sent.ordinal)
    await world.actions.previews.keep_previews(row, [seen])
    (shown,) = (await helper.message(design.id, sent.ordinal)).previews
    assert (shown.url, shown.title, shown.description, shown.site) == (seen.url, 'Soup', 'Hot', 'example.org')
    for _ in range(2):
        await helper.remove_previews(design.id, sent.ordinal)
        assert (await helper.message(design.id, sent.ordinal)).previews == []
    others = await world.say(world.bob, 'https://example.org', design)
    with pytest.raises(ApiProblem, match='403 not_allowed'):
        await helper.remove_previews(design.id, others.ordinal)


async def test_a_bot_that_moderates_pins_and_unpins(helper: Client, world: World, design: Group) -> None:
    said = await world.say(world.bob, 'rules', design)
    with pytest.raises(ApiProblem, match='403 not_allowed'):
        await helper.pin(design.id, said.ordinal)
    bot = (await helper.me()).id
    await world.actions.memberships.set_role(world.alice.id, design.id, MemberId(bot), Role.MODERATOR, rid())
    await helper.pin(design.id, said.ordinal)
    (pinned,) = await helper.pins(design.id)
    assert (pinned.ordinal, pinned.pinned_by, pinned.pinned_at is None) == (said.ordinal, bot, False)
    await helper.unpin(design.id, said.ordinal)
    assert await helper.pins(design.id) == []


async def test_others_words_are_not_a_bots_to_change(helper: Client, world: World, design: Group) -> None:
    said = await world.say(world.bob, 'mine', design)
    for asked in (helper.edit(design.id, said.ordinal, 'yours'), helper.delete(design.id, said.ordinal)):
        with pytest.raises(ApiProblem, match='403 not_allowed'):
            await asked


async def test_the_same_key_says_it_once(helper: Client, world: World, design: Group) -> None:
    first = await helper.send(design.id, 'once', key='build-7')
    assert await helper.send(design.id, 'once', key='build-7') == first
    assert (await helper.send(design.id, 'once', key='build-8')).ordinal == first.ordinal + 1


async def test_a_key_belongs_to_its_bot(helper: Client, other: Client, world: World, design: Group) -> None:
    await other.send(world.watercooler.id, 'mine', key='1')
    await helper.join(world.watercooler.id)
    sent = await helper.send(world.watercooler.id, 'mine too', key='1')
    assert sent.text == 'mine too'


async def test_the_same_key_for_something_else_is_another(helper: Client, ask, design: Group) -> None:
    sent = await helper.send(design.id, 'once', key='build-7')
    where, key = f'/groups/{design.id}/messages/{sent.ordinal}', {'Idempotency-Key': 'build-7'}
    edited = await ask('PATCH', where, json={'text': 'two'}, headers=key)
    assert (edited.status_code, edited.json()['text']) == (200, 'two')
    assert (await ask('PATCH', where, json={'text': 'two'}, headers=key)).json() == edited.json()
    assert (await ask('DELETE', where, headers=key)).status_code == 204
    assert (await ask('DELETE', where, headers=key)).status_code == 204


async def test_history_is_read_in_pages(helper: Client, world: World, design: Group) -> None:
    said = [(await world.say(world.bob, str(number), design)).ordinal for number in range(30)]
    newest = await helper.messages(design.id, limit=10)
    assert [row.ordinal for row in newest.messages] == said[-10:]
    assert (newest.has_earlier, newest.has_later) == (True, False)
    before = await helper.messages(design.id, before=said[-10], limit=10)
    assert [row.ordinal for row in before.messages] == said[-20:-10]
    assert (before.has_earlier, before.has_later) == (True, True)
    after = await helper.messages(design.id, after=said[4], limit=3)
    assert [row.ordinal for row in after.messages] == said[5:8]
    first = await helper.messages(design.id, before=4, limit=10)
    assert [row.ordinal for row in first.messages] == [1, 2, 3]
    assert first.messages[0].kind == 'notice'
    assert not first.has_earlier


@pytest.mark.parametrize('asked', [{'before': 0}, {'before': 1}, {'after': 10_000}, {'after': 2**53}])
async def test_beyond_the_ends_there_is_nothing(helper: Client, design: Group, asked: dict[str, int]) -> None:
    assert (await helper.messages(design.id, **asked)).messages == []


async def test_a_bot_reacts_as_often_as_it_likes(helper: Client, world: World, design: Group) -> None:
    said = await world.say(world.bob, 'Tea?', design)
    for _ in range(2):
        await helper.react(design.id, said.ordinal, '👍')
    (reaction,) = (await helper.message(design.id, said.ordinal)).reactions
    assert (reaction.emoji, reaction.member_ids) == ('👍', [(await helper.me()).id])
    for _ in range(2):
        await helper.take_back(design.id, said.ordinal, '👍')
    assert (await helper.message(design.id, said.ordinal)).reactions == []
    with pytest.raises(ApiProblem, match='422 bad_emoji'):
        await helper.react(design.id, said.ordinal, 'x')


async def test_a_bot_says_how_far_it_has_read(helper: Client, world: World, design: Group) -> None:
    said = [(await world.say(world.bob, str(number), design)).ordinal for number in range(3)]
    assert (await helper.receipt(design.id)).unread == 3
    receipt = await helper.mark_read(design.id, said[1])
    assert (receipt.read_up_to, receipt.unread, receipt.mentions) == (said[1], 1, 0)
    assert (await helper.mark_read(design.id, said[0])).read_up_to == said[1]
    assert (await helper.mark_read(design.id, 10_000)).read_up_to == said[2]


async def test_a_bot_finds_messages_of_its_groups(helper: Client, world: World, design: Group) -> None:
    await world.say(world.bob, 'tea elsewhere')
    for number in range(25):
        await world.say(world.bob, f'tea {number}', design)
    first = await helper.search('tea from:bob')
    assert [row.text for row in first.messages] == [f'tea {number}' for number in range(24, 4, -1)]
    second = await helper.search('tea from:bob', cursor=first.next)
    assert [row.text for row in second.messages] == [f'tea {number}' for number in range(4, -1, -1)]
    assert second.next is None


@pytest.mark.parametrize(
    ('params', 'code'),
    [
        ({'q': 'tea', 'zone': 'Mars'}, 'bad_zone'),
        ({'q': 'tea', 'zone': '../etc'}, 'bad_zone'),
        ({'q': 'tea', 'cursor': 'x'}, 'bad_cursor'),
        ({'q': 'tea', 'cursor': 'aaaaaaaaaaaa-²'}, 'bad_cursor'),
        ({'q': 'from:nobody'}, 'nobody'),
    ],
)
async def test_a_search_that_cannot_be_is_refused(ask, params: dict[str, str], code: str) -> None:
    answer = await ask('GET', '/search', params=params)
    assert (answer.status_code, answer.json()['code']) == (422, code)


async def test_a_file_goes_in_and_comes_out(helper: Client, ask, world: World, design: Group) -> None:
    content = picture()
    upload_id = await helper.upload(design.id, 'cat.png', content)
    sent = await helper.send(design.id, '', files=[upload_id])
    (file,) = sent.files
    assert (file.name, file.media_type, file.size_bytes) == ('cat.png', 'image/png', len(content))
    assert await helper.download(design.id, file.id) == content
    part = await ask('GET', f'/groups/{design.id}/files/{file.id}', headers={'Range': 'bytes=0-3'})
    assert (part.status_code, part.content) == (206, content[:4])
    assert part.headers['x-content-type-options'] == 'nosniff'
    await helper.delete(design.id, sent.ordinal)
    with pytest.raises(ApiProblem, match='404 not_found'):
        await helper.download(design.id, file.id)


async def test_an_empty_file_is_refused(helper: Client, design: Group) -> None:
    with pytest.raises(ApiProblem, match='422 empty_file'):
        await helper.upload(design.id, 'a.txt', b'')
