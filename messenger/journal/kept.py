"""What is kept in memory beside the changes: drafts, preferences and receipts of threads."""

from collections.abc import Callable
from dataclasses import replace

from messenger.journal.scene import Scene
from messenger.model.draft import DraftText, Preference
from messenger.model.ids import GroupId, MemberId, Ordinal
from messenger.model.receipt import UNREAD_CAP, MarkedUnread, Receipt, ThreadReceipt
from messenger.model.record import Record
from messenger.model.thread import Reply, reply_of

Place = tuple[GroupId, MemberId, Ordinal]


class Kept:
    """Side records by their places; receipts of groups stand in the scene, which joining changes, too."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._drafts: dict[Place, DraftText] = {}
        self._receipts: dict[Place, ThreadReceipt] = {}
        self._preferences: dict[tuple[MemberId, str], Preference] = {}

    @property
    def drafts(self) -> list[DraftText]:
        """All drafts."""
        return list(self._drafts.values())

    @property
    def thread_receipts(self) -> list[ThreadReceipt]:
        """Who follows which threads, and how far they have read them."""
        return list(self._receipts.values())

    @property
    def preferences(self) -> list[Preference]:
        """All preferences."""
        return list(self._preferences.values())

    @property
    def fresh_replies(self) -> list[Reply]:
        """What somebody who follows a thread has not read of it, of each the newest `UNREAD_CAP`."""
        read: dict[tuple[GroupId, Ordinal], Ordinal] = {}
        for each in self._receipts.values():
            key = (each.group_id, each.thread)
            read[key] = min(each.ordinal, read.get(key, each.ordinal))
        fresh: list[Reply] = []
        for (group_id, thread), ordinal in read.items():
            rows = self._scene.rows[group_id].values()
            new = [reply for row in rows if row.thread == thread and (reply := reply_of(row))]
            fresh += [each for each in new if each.ordinal > ordinal][-UNREAD_CAP:]
        return fresh

    def put(self, record: Record) -> None:
        """Merge one record; what belongs to no member or membership is dropped, as its owner is gone."""
        if isinstance(record, Preference):
            if record.member_id in self._scene.members:
                self._preferences[record.member_id, record.key] = record
            return
        key = (record.group_id, record.member_id)
        if self._scene.membership(*key) is None:
            return
        match record:
            case Receipt(ordinal=ordinal):
                self._scene.receipts[key] = max(self._scene.receipts.get(key, Ordinal(0)), ordinal)
            case MarkedUnread(ordinal=ordinal):
                self._scene.receipts[key] = ordinal
            case ThreadReceipt(thread=thread, ordinal=ordinal):
                before = self._receipts.get((*key, thread))
                if before is None or before.ordinal < ordinal:
                    self._receipts[*key, thread] = replace(record, later=())
            case DraftText(text='', thread=thread):
                self._drafts.pop((*key, thread), None)
            case DraftText(thread=thread):
                self._drafts[*key, thread] = record

    def forget(self, are_gone: Callable[[Place], bool]) -> None:
        """Drop what is kept of some places."""
        self._drafts = {key: each for key, each in self._drafts.items() if not are_gone(key)}
        self._receipts = {key: each for key, each in self._receipts.items() if not are_gone(key)}
