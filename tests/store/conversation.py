"""What a group is, told as simply as can be: the model that the store is compared with."""

from messenger.model.group import GroupKind
from messenger.model.membership import Role


class Conversation:
    """One group: roles, rows and how far each has read."""

    def __init__(self, kind: GroupKind, owner: str) -> None:
        self.kind = kind
        self.roles = {owner: Role.OWNER}
        self.rows: list[tuple[str, str] | None] = [None]
        """Author and text of each message; None for notices and what is deleted."""
        self.reactions: dict[int, list[tuple[str, str]]] = {}
        """Emoji and member of each reaction in order, by the index of its message."""
        self.files: dict[int, list[str]] = {}
        """The names of what came with each message, by its index."""
        self.replies: dict[int, int] = {}
        """The index of each reply, and of what it replies to."""
        self.threads: dict[int, int] = {}
        """The index of each message of a thread, and of what the thread hangs below."""
        self.shared: set[int] = set()
        """The indexes of the messages of threads that stand in the group's own log, too."""
        self.previews: dict[int, list[str]] = {}
        """The titles of what is shown of the links of a message, by its index; none once its author wanted none."""
        self.pins: list[int] = []
        """The indexes of the pinned messages, the first pinned first."""
        self.followed: dict[tuple[str, int], int] = {}
        """How many rows a member had seen who follows a thread, by the index of what it hangs below."""
        self.read = {owner: 1}

    @classmethod
    def direct(cls, members: list[str]) -> 'Conversation':
        """A direct group, in which nothing was said."""
        group = cls(GroupKind.DIRECT, members[0])
        group.roles, group.rows, group.read = dict.fromkeys(members, Role.PEER), [], dict.fromkeys(members, 0)
        return group

    def index(self, back: int) -> int:
        """The index of the message so many before the newest, of the first row when there are too few."""
        said = [index for index, row in enumerate(self.rows) if row is not None]
        return said[-1 - back] if back < len(said) else 0

    def react(self, index: int, emoji: str, member: str) -> None:
        """Add a reaction, or take it away."""
        there = self.reactions.setdefault(index, [])
        if (emoji, member) in there:
            there.remove((emoji, member))
        else:
            there.append((emoji, member))

    def row(self, index: int) -> tuple[str, str] | None:
        """Author and text of a message, None where none stands."""
        return self.rows[index] if index < len(self.rows) else None

    def author(self, index: int) -> str:
        """Who wrote a row; for no message somebody who never was."""
        row = self.row(index)
        return row[0] if row else 'nobodynobody'

    def unread(self, member: str) -> int:
        """Messages by others after the receipt, but for those of threads alone."""
        seen = self.read.get(member, 0)
        later = [row for index, row in enumerate(self.rows) if index >= seen and self.is_in_log(index)]
        return sum(row is not None and row[0] != member for row in later)

    def is_in_log(self, index: int) -> bool:
        """Whether a row stands in the group's own log."""
        return index not in self.threads or index in self.shared

    def unread_in_threads(self, member: str) -> int:
        """Messages by others that came since the member began to follow their thread or last looked."""
        new = [index for index, root in self.threads.items() if index >= self.followed.get((member, root), index + 1)]
        return sum((row := self.rows[index]) is not None and row[0] != member for index in new)

    def leave(self, member: str) -> None:
        """Forget what a member had read."""
        self.read.pop(member)
        self.followed = {key: seen for key, seen in self.followed.items() if key[0] != member}

    def follow_edit(self, index: int, named: set[str]) -> None:
        """Let those follow a thread whom an edited message in it mentions."""
        for member in (named - {self.author(index)}) & self.roles.keys() if index in self.threads else ():
            self.followed.setdefault((member, self.threads[index]), index)

    def follow(self, index: int, root: int, named: set[str]) -> None:
        """Let those follow a thread whom a new message in it makes do so."""
        author, owner = self.author(index), self.author(root)
        self.followed[author, root] = index + 1
        for member in ({owner} | named) - {author}:
            if member in self.roles:
                self.followed.setdefault((member, root), index)

    def newest(self) -> str | None:
        """The newest message's text."""
        there = (row for index, row in reversed(list(enumerate(self.rows))) if self.is_in_log(index))
        return next((row[1] for row in there if row is not None), None)
