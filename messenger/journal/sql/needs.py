"""The keys of what a batch of drafts is judged against."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from messenger.model.changes import (
    AdministratorChanged,
    DirectOpened,
    Draft,
    ExtensionSwitched,
    GroupCreated,
    MemberJoined,
    MemberLeft,
    MemberPictured,
    MemberRegistered,
    MemberRenamed,
    MessageSent,
    ReactionAdded,
    ReactionRemoved,
    RoleChanged,
    RowFact,
    StatusChanged,
)
from messenger.model.ids import SITE, GroupId, MemberId, Ordinal, RequestId, StreamId
from messenger.model.names import name_key


@dataclass(slots=True, kw_only=True)
class Needs:
    """The keys of what a batch touches."""

    streams: set[StreamId] = field(default_factory=set)
    request_ids: set[RequestId] = field(default_factory=set)
    members: set[MemberId] = field(default_factory=set)
    name_keys: set[str] = field(default_factory=set)
    places: set[tuple[GroupId, MemberId]] = field(default_factory=set)
    """Groups and members whose membership matters."""
    whole_groups: set[GroupId] = field(default_factory=set)
    """Groups whose every membership matters."""
    targets: dict[GroupId, set[Ordinal]] = field(default_factory=dict)
    extensions: set[str] = field(default_factory=set)

    @property
    def groups(self) -> set[GroupId]:
        """The streams that are groups."""
        return {GroupId(stream) for stream in self.streams if stream != SITE}

    @property
    def is_more_than_places(self) -> bool:
        """Whether members by themselves, all of a group's memberships or messages matter."""
        return bool(self.members or self.whole_groups or self.targets)


def needs_of(drafts: Iterable[Draft]) -> Needs:
    """Collect what a batch needs."""
    needs = Needs()
    for draft in drafts:
        needs.streams.add(draft.stream)
        needs.request_ids.add(draft.request_id)
        if draft.by is not None:
            needs.places.add((GroupId(draft.stream), draft.by))
        _add_fact(needs, draft)
    return needs


def _add_fact(needs: Needs, draft: Draft) -> None:
    match draft.fact:
        case MessageSent() as sent:
            needs.places.add((sent.group_id, sent.author_id))
            if targets := {each for each in (sent.reply_to, sent.thread) if each is not None}:
                needs.targets.setdefault(sent.group_id, set()).update(targets)
        case fact if isinstance(fact, RowFact):
            needs.targets.setdefault(fact.group_id, set()).add(fact.target)
            if isinstance(fact, ReactionAdded | ReactionRemoved):
                needs.places.add((fact.group_id, fact.member_id))
        case MemberLeft(group_id=group_id) | RoleChanged(group_id=group_id):
            needs.whole_groups.add(group_id)
        case MemberJoined(member_id=member_id):
            needs.places.add((GroupId(draft.stream), member_id))
            needs.members.add(member_id)
        case DirectOpened(member_ids=member_ids):
            needs.members.update(member_ids)
        case GroupCreated(owner_id=owner_id) if owner_id is not None:
            needs.members.add(owner_id)
    if draft.stream == SITE:
        _add_site_fact(needs, draft)


def _add_site_fact(needs: Needs, draft: Draft) -> None:
    if draft.by is not None:
        needs.members.add(draft.by)
    match draft.fact:
        case MemberRegistered(member_id=member_id, name=name) | MemberRenamed(member_id=member_id, name=name):
            needs.members.add(member_id)
            needs.name_keys.add(name_key(name))
        case ExtensionSwitched(name=name):
            needs.extensions.add(name)
        case (
            AdministratorChanged(member_id=member_id)
            | MemberPictured(member_id=member_id)
            | StatusChanged(member_id=member_id)
        ):
            needs.members.add(member_id)
