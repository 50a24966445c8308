"""All the actions, wired."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from messenger.actions.attachments import AttachmentActions, AttachmentLimits
from messenger.actions.before_message import BeforeMessage, as_it_is
from messenger.actions.bot_tokens import BotTokens
from messenger.actions.bots import BotActions
from messenger.actions.changes import ChangeActions
from messenger.actions.directs import DirectActions
from messenger.actions.entrance import Entrance
from messenger.actions.extensions import ExtensionActions
from messenger.actions.groups import GroupActions
from messenger.actions.history import History
from messenger.actions.incoming_webhooks import IncomingWebhookActions
from messenger.actions.invitations import InvitationActions
from messenger.actions.limits import ActionLimits, Limits
from messenger.actions.members import MemberActions
from messenger.actions.memberships import MembershipActions
from messenger.actions.mentioned import MentionedActions
from messenger.actions.messages import MessageActions, Preparation
from messenger.actions.outgoing_webhooks import OutgoingWebhookActions
from messenger.actions.pictures import PictureActions
from messenger.actions.pins import PinActions
from messenger.actions.portraits import Portraits
from messenger.actions.previews import PreviewActions
from messenger.actions.quiet import QuietActions
from messenger.actions.reactions import ReactionActions
from messenger.actions.reading import ReadingActions
from messenger.actions.saved import SavedActions
from messenger.actions.scope import Scope
from messenger.actions.search import SearchActions
from messenger.actions.seen import SeenActions
from messenger.actions.statuses import StatusActions
from messenger.actions.submissions import Submissions
from messenger.actions.threads import Following, ThreadActions
from messenger.actions.uploads import Uploads
from messenger.actions.widgets import WidgetActions
from messenger.blobs.contract import Blobs
from messenger.journal.contract import Journal, TokenKind, Tokens
from messenger.model.text import TEXT_CHARACTERS
from messenger.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """What members may ask for, by noun. Each raises Refused, with a reason for the person, and nothing else."""

    messages: MessageActions
    threads: ThreadActions
    reactions: ReactionActions
    pins: PinActions
    previews: PreviewActions
    groups: GroupActions
    memberships: MembershipActions
    invitations: InvitationActions
    reading: ReadingActions
    members: MemberActions
    pictures: PictureActions
    statuses: StatusActions
    search: SearchActions
    mentioned: MentionedActions
    saved: SavedActions
    seen: SeenActions
    directs: DirectActions
    quiet: QuietActions
    attachments: AttachmentActions
    incoming: IncomingWebhookActions
    outgoing: OutgoingWebhookActions
    bots: BotActions
    changes: ChangeActions
    widgets: WidgetActions
    extensions: ExtensionActions

    async def start(self) -> None:
        """Begin to keep receipts, drafts and preferences in the background, and to remove what is over or not sent."""
        self.reading.start()
        self.attachments.start()
        self.statuses.start()

    async def stop(self) -> None:
        """Keep what is left of them; the journal must still be open."""
        await self.statuses.stop()
        await self.attachments.stop()
        await self.reading.stop()


def make_actions(
    *,
    journal: Journal,
    tokens: Tokens,
    store: Store,
    bodies: Preparation,
    blobs: Blobs,
    key: bytes,
    admins: Sequence[str],
    limits: ActionLimits | None = None,
    message_characters: int = TEXT_CHARACTERS,
    attachment_limits: AttachmentLimits | None = None,
    before_message: BeforeMessage = as_it_is,
) -> Actions:
    """Wire the actions.

    Args:
        journal: where changes go.
        tokens: where invitation links and the secrets of webhooks are kept.
        store: what rights are checked against.
        bodies: renders a text once, before it is sent.
        blobs: where contents of files are kept.
        key: signs the ids of files that were uploaded and not sent yet.
        admins: names that become administrators when taken; with none the first member does.
        limits: how often a member may do what.
        message_characters: the longest message.
        attachment_limits: how large and how many its files may be.
        before_message: has a word in every text before it is accepted.
    """
    scope, submissions = Scope(store), Submissions(journal, store)
    history, pace = History(journal, store), Limits(limits or ActionLimits())
    reading = ReadingActions(journal=journal, scope=scope)
    following = Following(scope=scope, reading=reading, history=history)
    entrance = Entrance(scope=scope, submissions=submissions, limits=pace)
    attachable = attachment_limits or AttachmentLimits()
    uploads = Uploads(journal=journal, blobs=blobs, key=key)
    portraits = Portraits(blobs)
    messages = MessageActions(
        scope=scope,
        submissions=submissions,
        history=history,
        limits=pace,
        bodies=bodies,
        uploads=uploads,
        following=following,
        message_characters=message_characters,
        most_attachments=attachable.most_of_a_message,
        before_message=before_message,
    )
    memberships = MembershipActions(scope=scope, submissions=submissions, entrance=entrance, limits=pace)
    members = MemberActions(store=store, submissions=submissions, admins=admins)
    bot_tokens = functools.partial(
        BotTokens,
        scope=scope,
        submissions=submissions,
        tokens=tokens,
        members=members,
        memberships=memberships,
        limits=pace,
    )
    return Actions(
        messages=messages,
        threads=ThreadActions(scope=scope, history=history),
        reactions=ReactionActions(scope=scope, submissions=submissions, history=history, limits=pace),
        pins=PinActions(scope=scope, submissions=submissions, history=history, limits=pace),
        previews=PreviewActions(
            scope=scope,
            submissions=submissions,
            history=history,
            limits=pace,
            journal=journal,
            portraits=portraits,
            uploads=uploads,
        ),
        groups=GroupActions(scope=scope, submissions=submissions, limits=pace),
        memberships=memberships,
        invitations=InvitationActions(scope=scope, tokens=tokens, entrance=entrance, limits=pace),
        reading=reading,
        members=members,
        seen=SeenActions(scope=scope, history=history),
        pictures=PictureActions(
            scope=scope, submissions=submissions, limits=pace, portraits=portraits, uploads=uploads
        ),
        statuses=StatusActions(scope=scope, submissions=submissions, limits=pace),
        saved=SavedActions(scope=scope, reading=reading, history=history),
        mentioned=MentionedActions(scope=scope, history=history),
        search=SearchActions(scope=scope, history=history, limits=pace),
        directs=DirectActions(scope=scope, submissions=submissions, limits=pace),
        quiet=QuietActions(scope=scope, reading=reading),
        attachments=AttachmentActions(
            scope=scope,
            limits=pace,
            journal=journal,
            blobs=blobs,
            uploads=uploads,
            most_megabytes=attachable.most_megabytes,
        ),
        incoming=IncomingWebhookActions(scope=scope, tokens=bot_tokens(TokenKind.INCOMING), messages=messages),
        changes=ChangeActions(scope=scope, journal=journal),
        outgoing=OutgoingWebhookActions(scope=scope, tokens=bot_tokens(TokenKind.OUTGOING), key=key),
        bots=BotActions(scope=scope, tokens=bot_tokens(TokenKind.BOT)),
        widgets=WidgetActions(scope=scope, submissions=submissions, history=history, limits=pace, following=following),
        extensions=ExtensionActions(scope=scope, submissions=submissions),
    )
