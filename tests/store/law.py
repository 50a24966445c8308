"""The replay law: a snapshot and the changes after it give the later snapshot."""

from collections.abc import Iterable

from messenger.journal.contract import Picture
from messenger.model.changes import Change
from messenger.model.ids import LogId
from messenger.model.message import Message
from messenger.model.receipt import ThreadReceipt, Unread
from messenger.model.record import Record
from messenger.store.store import Store


def seen_in_picture(picture: Picture) -> dict[str, object]:
    """What a store loaded from this picture must answer."""
    pairs = [(each.group_id, each.member_id) for each in picture.memberships]
    receipts = {(each.group_id, each.member_id): each.ordinal for each in picture.receipts}
    return {
        'members': {member.id: member for member in picture.members},
        'groups': {group.id: group for group in picture.groups},
        'memberships': {(each.group_id, each.member_id): each for each in picture.memberships},
        'heads': dict(picture.heads),
        'newest': {group.id: picture.newest.get(group.id) for group in picture.groups},
        'ordinals': {group.id: picture.ordinals.get(group.id, 0) for group in picture.groups},
        'unread': {pair: picture.unread.get(pair, Unread()) for pair in pairs},
        'read': {pair: receipts.get(pair, 0) for pair in pairs},
        'drafts': {(each.group_id, each.member_id): each.text for each in picture.drafts},
        'pins': {
            group.id: [ordinal for group_id, ordinal in picture.pins if group_id == group.id]
            for group in picture.groups
        },
        'threads': {
            (each.group_id, each.thread, each.member_id): (each.ordinal, _unread(picture, each))
            for each in picture.thread_receipts
        },
    }


def _unread(picture: Picture, receipt: ThreadReceipt) -> Unread:
    """What is new in a thread for who has read so far."""
    there = [
        each for each in picture.fresh_replies if (each.group_id, each.thread) == (receipt.group_id, receipt.thread)
    ]
    new = [each for each in there if each.ordinal > receipt.ordinal and each.author_id != receipt.member_id]
    return Unread(messages=len(new), mentions=sum(receipt.member_id in each.mentioned for each in new))


def seen_in_store(store: Store, picture: Picture) -> dict[str, object]:
    """What a store answers about everything in a picture, and about nothing else."""
    members = store.members()
    groups = {group.id: group for member in members for group in store.groups_of(member.id)}
    groups |= {group.id: group for group in store.open_groups()}
    groups |= {each.id: group for each in picture.groups if (group := store.group(each.id))}
    memberships = {(each.group_id, each.member_id): each for group in groups for each in store.members_of(group)}
    return {
        'members': {member.id: member for member in members},
        'groups': groups,
        'memberships': memberships,
        'heads': {stream: store.head(stream) for stream in picture.heads},
        'newest': {group: store.newest(group) for group in groups},
        'ordinals': {group: store.last_ordinal(group) for group in groups},
        'unread': {pair: store.unread(*pair) for pair in memberships},
        'read': {pair: store.read_up_to(*pair) for pair in memberships},
        'drafts': {pair: text for pair in memberships if (text := store.draft(*pair))},
        'pins': {group: store.pins.of(group) for group in groups},
        'threads': {
            (group, thread, member): (read, store.threads.unread(LogId(group, thread), member))
            for group, member in memberships
            for thread in range(1, store.last_ordinal(group) + 1)
            if (read := store.threads.read_up_to(LogId(group, thread), member)) is not None
        },
    }


def replayed(picture: Picture, rows: Iterable[Message], events: Iterable[Change | Record]) -> Store:
    """A store that began with a picture and its rows, and heard what happened since."""
    store = Store()
    store.load(picture)
    for row in rows:
        store.learn(row.group_id, [row])
    for event in events:
        if isinstance(event, Change):
            store.apply(event)
        else:
            store.record(event)
    return store
