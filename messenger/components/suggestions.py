"""What may be meant by the beginning of a name behind a sign, best first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from messenger.extensions.answer import CommandHelp
from messenger.languages import DEFAULT, best_language
from messenger.model.calls import ALL, HERE
from messenger.model.ids import GroupId, MemberId
from messenger.model.member import Member
from messenger.model.message import MessageKind
from messenger.model.names import name_key
from messenger.rendering.emoji_names import Emoji, code_of, emoji_called, find_emoji
from messenger.store.store import Store
from messenger.words import _, language, marked

MOST = 8
"""Lines in a list: more are found sooner by typing on."""

MOST_CODE = 99
"""Longer than any code that begins as was typed, and so behind them."""

RECENT_ROWS = 60
"""Newest rows of the group that tell who spoke lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line: what it shows, what it puts into the box, and what it is found by, in small letters."""

    name: str
    beside: str
    insert: str
    key: str


CALLS = (
    Suggestion(name=ALL, beside=marked('everyone in the group'), insert=f'@{ALL} ', key=ALL),
    Suggestion(name=HERE, beside=marked('who is here now'), insert=f'@{HERE} ', key=HERE),
)

Suggest = Callable[[str], list[Suggestion]]
"""Finds what may be meant by what is typed behind a sign, best first."""


def suggesters(
    store: Store, group_id: GroupId, member_id: MemberId, *, may_call: Callable[[], bool]
) -> Mapping[str, Suggest]:
    """Return what answers a member who writes in a group, by sign; `may_call` tells whether @all is one's right."""

    def suggest_mentions(typed: str) -> list[Suggestion]:
        found = [call for call in CALLS if call.key.startswith(typed.lower())] if may_call() else []
        calls = [replace(call, beside=_(call.beside)) for call in found]
        return [*suggest_members(store, group_id, member_id, typed)[: MOST - len(calls)], *calls]

    return {'@': suggest_mentions, ':': lambda typed: suggest_emoji(typed, language())}


def suggest_commands(commands: Callable[[], list[CommandHelp]]) -> Suggest:
    """Return what answers a slash at the beginning of a text."""

    def suggest(typed: str) -> list[Suggestion]:
        found = [command for command in commands() if command.name[1:].startswith(typed.lower())]
        return [_of_command(command) for command in found[:MOST]]

    return suggest


def options(sign: str, suggestions: list[Suggestion]) -> str:
    """Write the lines of a list as HTML."""
    return ''.join(_option(sign, place, suggestion) for place, suggestion in enumerate(suggestions))


def suggest_members(store: Store, group_id: GroupId, member_id: MemberId, typed: str) -> list[Suggestion]:
    """Find other members of a group by any part of the name; with nothing typed, those who spoke lately."""
    if store.membership(group_id, member_id) is None:
        return []
    wanted = Wanted(typed)
    found: list[list[Member]] = [[], [], [], []]
    for member in _by_nearness(store, group_id):
        rank = wanted.rank(member.name, store.name_key(member.id))
        if rank is not None and member.id != member_id:
            found[rank].append(member)
    return [_of_member(store, member) for member in [*found[0], *found[1], *found[2], *found[3]][:MOST]]


def suggest_emoji(typed: str, language: str = DEFAULT) -> list[Suggestion]:
    """Find emoji by how words they are found by begin, in the language or English; first those whose name does."""
    wanted = typed.casefold()
    found = find_emoji(wanted, language=best_language(language))
    found.sort(key=lambda emoji: min(map(len, _beginning(_codes(emoji), wanted)), default=MOST_CODE))
    return [_of_emoji(emoji, wanted) for emoji in found[:MOST]]


class Wanted:
    """What was typed of a name."""

    def __init__(self, typed: str) -> None:
        self._typed = typed.casefold()
        self._key = '' if ' ' in typed else name_key(typed)  # keys have no blanks: 'Ann ' would find Anna

    def rank(self, name: str, key: str) -> int | None:
        """0 where it is the name, 1 where it begins so, 2 where a word of it does, 3 where it holds it, else None."""
        folded = name.casefold()
        if folded == self._typed:
            return 0
        if folded.startswith(self._typed) or (self._key and key.startswith(self._key)):
            return 1
        if f' {self._typed}' in folded:
            return 2
        return 3 if self._typed in folded or (self._key and self._key in key) else None


def _by_nearness(store: Store, group_id: GroupId) -> Iterator[Member]:
    """Yield the members who spoke lately, the last first, then who is here, then the others."""
    last = store.last_ordinal(group_id)
    rows = store.rows(group_id, max(1, last - RECENT_ROWS + 1), last) or []
    members = [each.member_id for each in store.members_of(group_id)]
    inside = set(members)
    spoke = [row.author_id for row in reversed(rows) if row.kind is MessageKind.TEXT and row.author_id in inside]
    for member_id in dict.fromkeys([*spoke, *store.presence.here(group_id), *members]):
        if member := store.member(member_id):
            yield member


def _codes(emoji: Emoji) -> list[str]:
    """Return the names of an emoji as one types them."""
    return [code_of(name) for name in (emoji.name, *emoji.aliases)]


def _beginning(codes: Iterable[str], wanted: str) -> list[str]:
    return [code for code in codes if code.startswith(wanted)]


def _of_emoji(emoji: Emoji, wanted: str) -> Suggestion:
    codes = _codes(emoji)
    known = [code for code in codes if emoji_called(code) == emoji.picture] or codes  # what messages are read by
    code = min(_beginning(known, wanted), key=len, default=known[0])
    return Suggestion(
        name=f'{emoji.picture} {emoji.name}',
        beside=f':{code}:',
        insert=f'{emoji.picture} ',
        key='\n'.join([*codes, emoji.words, emoji.name.lower()]),  # the browser knows no 'ss' for 'ß'
    )


def _of_command(command: CommandHelp) -> Suggestion:
    return Suggestion(name=command.usage, beside=command.help, insert=f'{command.name} ', key=command.name[1:])


def _of_member(store: Store, member: Member) -> Suggestion:
    return Suggestion(
        name=member.name,
        beside=_('here now') if store.presence.is_here(member.id) else '',
        insert=f'@{member.name} ',
        key=f'{member.name.lower()}\n{store.name_key(member.id)}',
    )


def _option(sign: str, place: int, suggestion: Suggestion) -> str:
    return (
        f'<li role="option" id="option-{place}" data-sign="{sign}" data-insert="{escape(suggestion.insert)}"'
        f' data-key="{escape(suggestion.key)}"><span>{escape(suggestion.name)}</span>'
        f'<small>{escape(suggestion.beside)}</small></li>'
    )
