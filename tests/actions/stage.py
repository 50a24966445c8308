"""Groups with somebody of each standing in them, for whom each action is tried."""

from typing import ClassVar

from messenger.actions.widgets import Posting
from messenger.model.attachment import AttachmentId, Sha256
from messenger.model.changes import Draft, MemberPictured, MemberRegistered
from messenger.model.group import Group, GroupKind
from messenger.model.ids import SITE, MemberId, Ordinal, new_id
from messenger.model.link_preview import LinkPreview
from messenger.model.membership import Role
from messenger.model.message import Widget
from messenger.model.permissions import Standing
from tests.world import World, content, rid, send_files

POLL = Posting(widget=Widget(name='poll', version=1, state='{}'), summary='Poll: Lunch?', via='poll')


class Stage:
    """A private group with somebody of each standing; Root is administrator of the site and not in the group."""

    group: Group
    message: Ordinal
    poll: Ordinal
    pinned: Ordinal
    page_picture: AttachmentId
    file: AttachmentId
    picture: Sha256
    webhook: str
    bot: str
    outgoing: str
    people: dict[str, MemberId]

    standings: ClassVar = {
        'anonymous': {Standing.ANONYMOUS},
        'non-member': {Standing.NON_MEMBER},
        'removed a moment ago': {Standing.NON_MEMBER},
        'removed author': {Standing.NON_MEMBER},
        'member': {Standing.MEMBER},
        'author': {Standing.MEMBER, Standing.AUTHOR},
        'bot': {Standing.MEMBER},
        'moderator': {Standing.MODERATOR},
        'owner': {Standing.OWNER},
        'administrator': {Standing.NON_MEMBER, Standing.ADMINISTRATOR},
    }

    async def set_up(self, world: World, kind: GroupKind) -> None:
        """Bring everybody in."""
        names = [
            'administrator',
            *(name for name in self.standings if name not in {'administrator', 'bot', 'anonymous'}),
        ]
        self.people = {name: (await world.register(name)).id for name in [*names, 'other member', 'other moderator']}
        self.people |= {'anonymous': MemberId(new_id()), 'bot': await _bot(world)}
        self.people['other owner'] = (await world.register('other owner')).id
        self.picture = await _have_picture(world, self.people['other member'])
        owner = self.people['owner']
        self.group = await world.actions.groups.create_group(owner, 'The group', kind, rid())
        for name in ('removed a moment ago', 'removed author', 'member', 'author', 'bot', 'moderator'):
            await self._bring(world, name)
        for name in ('other member', 'other moderator', 'other owner'):
            await self._bring(world, name)
        await self._give_roles(world)
        self.message = await self._say(world, 'author')
        self.orphan = await self._say(world, 'removed author')
        self.file = await self._send_file(world)
        await world.actions.incoming.add_incoming(owner, self.group.id, 'CI')
        (webhook,) = await world.actions.incoming.list_incoming(owner, self.group.id)
        self.webhook = webhook.id
        await world.actions.bots.add_bot(owner, self.group.id, 'Helper')
        (bot,) = await world.actions.bots.list_bots(owner, self.group.id)
        self.bot = bot.id
        await world.actions.outgoing.add_outgoing(owner, self.group.id, 'Listener', 'https://example.org/hear')
        (outgoing,) = await world.actions.outgoing.list_outgoing(owner, self.group.id)
        self.outgoing = outgoing.id
        self.poll = await self._post(world)
        await self._pin(world)
        await self._preview(world)
        for name in ('removed a moment ago', 'removed author'):
            await world.actions.memberships.remove(owner, self.group.id, self.people[name], rid())

    async def _bring(self, world: World, name: str) -> None:
        known = world.store.member(self.people[name])
        await world.actions.memberships.invite(self.people['owner'], self.group.id, known.name, rid())

    async def _give_roles(self, world: World) -> None:
        for name, role in (('moderator', 'moderator'), ('other moderator', 'moderator'), ('other owner', 'owner')):
            await world.actions.memberships.set_role(
                self.people['owner'], self.group.id, self.people[name], Role(role), rid()
            )

    async def _say(self, world: World, name: str) -> Ordinal:
        change = await world.actions.messages.send_message(self.people[name], self.group.id, 'hi', rid())
        return change.ordinal

    async def _post(self, world: World) -> Ordinal:
        change = await world.actions.widgets.post_widget(self.people['author'], self.group.id, POLL, rid())
        return change.ordinal

    async def _pin(self, world: World) -> None:
        self.pinned = await self._say(world, 'author')
        await world.actions.pins.pin_message(self.people['owner'], self.group.id, self.pinned, rid())

    async def _preview(self, world: World) -> None:
        row = await world.actions.messages.read_message(self.people['author'], self.group.id, self.message)
        content = await world.actions.previews.keep_picture(b'a picture')
        self.page_picture = AttachmentId(new_id())
        seen = LinkPreview(url='https://example.org', title='Example', picture_id=self.page_picture, picture=content)
        await world.actions.previews.keep_previews(row, [seen])

    async def _send_file(self, world: World) -> AttachmentId:
        sent = await send_files(world, self.people['other member'], self.group.id, '', ['a.txt'])
        return sent.fact.attachments[0].id


class Between(Stage):
    """A direct group; Root is administrator of the site and not in it."""

    standings: ClassVar = {
        'anonymous': {Standing.ANONYMOUS},
        'non-member': {Standing.NON_MEMBER},
        'member': {Standing.PEER},
        'author': {Standing.PEER, Standing.AUTHOR},
        'bot': {Standing.PEER},
        'administrator': {Standing.NON_MEMBER, Standing.ADMINISTRATOR},
    }

    async def set_up(self, world: World, kind: GroupKind) -> None:
        """Bring everybody in."""
        names = ('administrator', 'non-member', 'member', 'author', 'other member', 'removed a moment ago')
        self.people = {name: (await world.register(name)).id for name in (*names, 'other owner')}
        self.people |= {'anonymous': MemberId(new_id()), 'bot': await _bot(world)}
        self.people |= {'other moderator': self.people['other member'], 'owner': self.people['author']}
        others = [self.people[name] for name in ('member', 'bot', 'other member')]
        group_id = await world.actions.directs.open_direct(self.people['author'], others)
        self.group = world.store.group(group_id)
        self.webhook = self.bot = self.outgoing = new_id()
        self.picture = await _have_picture(world, self.people['other member'])
        self.message, self.file = await self._say(world, 'author'), await self._send_file(world)
        self.poll = await self._post(world)
        await self._pin(world)
        await self._preview(world)


async def _bot(world: World) -> MemberId:
    fact = MemberRegistered(member_id=MemberId(new_id()), name='bot', is_bot=True)
    await world.journal.append(Draft(stream=SITE, by=None, request_id=rid(), fact=fact))
    return fact.member_id


async def _have_picture(world: World, member_id: MemberId) -> Sha256:
    """Let a member have a picture, of which it is all one what it shows."""
    blob = await world.blobs.receive(content('a picture'))
    fact = MemberPictured(member_id=member_id, picture=blob.sha256)
    await world.journal.append(Draft(stream=SITE, by=member_id, request_id=rid(), fact=fact))
    return blob.sha256
