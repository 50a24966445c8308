"""What clients did and saw, held against what the journal keeps: finds whatever is lost, doubled or out of order.

Everything here is pure. A client writes down what it asks for (`Asked`) under a key that the truth has too: the
request id of a message sent, ``<ordinal> <new word>`` of an edit, the ordinal of a deletion. A request is ok when its
client was told so, failed when it was told that it was refused, unknown else; of an unknown one either is right, once.
Texts are known by their first word (`soak.words`), which no other text has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a client can ask for."""

    SEND = 'send'
    EDIT = 'edit'
    DELETE = 'delete'


class Wrong(StrEnum):
    """What can be wrong with a history."""

    LOST = 'lost'
    DOUBLED = 'doubled'
    DISORDERED = 'disordered'
    GAP = 'gap'
    LEAKED = 'leaked'
    UNASKED = 'unasked'


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, in words."""

    kind: Wrong
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request of a client; `word` is the text it leads to, empty for a deletion."""

    kind: Kind
    group: str
    key: str
    word: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One numbered change of a group as the journal keeps it; `kind` is None for what no client asked for."""

    number: int
    kind: Kind | None = None
    key: str = ''
    ordinal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A group in the end: its changes in order, and the word at each ordinal, empty where nothing is to be seen."""

    facts: Sequence[Fact]
    rows: Mapping[int, str]


@dataclass(slots=True, kw_only=True)
class Reader:
    """What one browser tab saw of its group."""

    name: str
    group: str
    groups: frozenset[str]
    """The groups that its member is in."""
    seen: list[tuple[int, str]] = field(default_factory=list)
    """Ordinal and word of each row when it was first shown, in order of arrival; a later text of a row comes again."""
    fetched: set[int] = field(default_factory=set)
    """Ordinals that came with a page as it was loaded, or as older rows above its top: whenever they like."""
    shown: list[tuple[int, str]] = field(default_factory=list)
    """The rows on the page in the end, from top to bottom."""
    heard: set[str] = field(default_factory=set)
    """All groups of which any text came, wherever on the page."""
    was_always_there: bool = True
    """Whether it never loaded its page anew, so that nothing may be missing from what it saw."""


@dataclass(slots=True, kw_only=True)
class History:
    """Everything that was written down."""

    asked: list[Asked] = field(default_factory=list)
    ok: set[str] = field(default_factory=set)
    """Keys, each with its group: see `key_in`."""
    failed: set[str] = field(default_factory=set)
    readers: list[Reader] = field(default_factory=list)


def key_in(group: str, key: str) -> str:
    """Return a key that is one of a kind over all groups; two groups may edit the same ordinal."""
    return f'{group}/{key}'


def check(history: History, truths: Mapping[str, Truth]) -> list[Fault]:
    """Return all that is wrong, nothing when every promise was kept."""
    return [
        *_check_requests(history, truths),
        *(fault for group, truth in truths.items() for fault in _check_numbers(group, truth)),
        *(fault for reader in history.readers for fault in _check_reader(reader, truths.get(reader.group))),
    ]


def _check_requests(history: History, truths: Mapping[str, Truth]) -> Iterator[Fault]:
    """Every ok is kept once, every failed never, every unknown at most once, and nothing that nobody asked for."""
    kept = Counter(
        key_in(group, fact.key) for group, truth in truths.items() for fact in truth.facts if fact.kind is not None
    )
    asked = {key_in(each.group, each.key) for each in history.asked}
    for key in sorted(history.ok - asked):
        yield Fault(kind=Wrong.UNASKED, text=f'{key} was acknowledged and never asked for')
    for key in sorted(kept.keys() - asked):
        yield Fault(kind=Wrong.UNASKED, text=f'{key} is kept and was never asked for')
    for key in sorted(history.ok - kept.keys()):
        yield Fault(kind=Wrong.LOST, text=f'{key} was acknowledged and is not kept')
    for key in sorted(history.failed & kept.keys()):
        yield Fault(kind=Wrong.UNASKED, text=f'{key} was refused and is kept')
    for key, times in kept.items():
        if times > 1:
            yield Fault(kind=Wrong.DOUBLED, text=f'{key} is kept {times} times')


def _check_numbers(group: str, truth: Truth) -> Iterator[Fault]:
    """Changes and rows count from 1 without gaps, and no text stands in two rows."""
    yield from _gaps(f'{group}: number', [fact.number for fact in truth.facts])
    yield from _gaps(f'{group}: ordinal', [fact.ordinal for fact in truth.facts if fact.ordinal is not None])
    yield from _gaps(f'{group}: row', sorted(truth.rows))
    for word, times in Counter(filter(None, truth.rows.values())).items():
        if times > 1:
            yield Fault(kind=Wrong.DOUBLED, text=f'{group}: {word} stands in {times} rows')


def _gaps(what: str, numbers: Sequence[int]) -> Iterator[Fault]:
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield Fault(kind=Wrong.GAP, text=f'{what} {number} stands where {expected} belongs')
            return


def _check_reader(reader: Reader, truth: Truth | None) -> Iterator[Fault]:
    for group in sorted(reader.heard - reader.groups):
        yield Fault(kind=Wrong.LEAKED, text=f'{reader.name} was sent a text of {group} and is not in it')
    if truth is not None:
        yield from _check_seen(reader, truth)
        yield from _check_shown(reader, truth)


def _check_seen(reader: Reader, truth: Truth) -> Iterator[Fault]:
    """What came, came at one place, in order, and was kept; who was there all the time misses nothing."""
    places: dict[str, int] = {}
    newest = 0
    for ordinal, word in reader.seen:
        if places.setdefault(word, ordinal) != ordinal:
            yield Fault(kind=Wrong.DOUBLED, text=f'{reader.name} saw {word} at {places[word]} and at {ordinal}')
        if ordinal not in truth.rows:
            yield Fault(kind=Wrong.LOST, text=f'{reader.name} saw {word} at {ordinal}, which is not kept')
    for ordinal in dict.fromkeys(ordinal for ordinal, _ in reader.seen):
        if ordinal < newest and ordinal not in reader.fetched:
            yield Fault(kind=Wrong.DISORDERED, text=f'{reader.name} got {ordinal} after {newest}')
        newest = max(newest, ordinal)
    if reader.was_always_there and reader.seen:
        yield from _check_misses(reader, truth)


def _check_misses(reader: Reader, truth: Truth) -> Iterator[Fault]:
    seen = {ordinal for ordinal, _ in reader.seen}
    for ordinal, word in truth.rows.items():
        if word and ordinal > min(seen) and ordinal not in seen:
            yield Fault(kind=Wrong.LOST, text=f'{reader.name} never saw {word} at {ordinal}')


def _check_shown(reader: Reader, truth: Truth) -> Iterator[Fault]:
    """The page shows, from its first row on, exactly the rows that are kept, as they stand now."""
    if not reader.shown:
        if any(truth.rows.values()):
            yield Fault(kind=Wrong.LOST, text=f'{reader.name} shows nothing')
        return
    first = min(ordinal for ordinal, _ in reader.shown)
    kept = [(ordinal, word) for ordinal, word in sorted(truth.rows.items()) if word and ordinal >= first]
    if reader.shown == kept:
        return
    yield from _differences(reader, kept)


def _differences(reader: Reader, kept: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    for kind, rows, text in (
        (Wrong.LOST, _missing(kept, reader.shown), 'does not show'),
        (Wrong.DOUBLED, _missing(reader.shown, kept), 'shows beyond what is kept'),
    ):
        for ordinal, word in rows:
            yield Fault(kind=kind, text=f'{reader.name} {text}: {word} at {ordinal}')
    if sorted(reader.shown) == list(kept):
        yield Fault(kind=Wrong.DISORDERED, text=f'{reader.name} shows the rows in another order')


def _missing(rows: Iterable[tuple[int, str]], among: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    left = Counter(among)
    for row in rows:
        left[row] -= 1
        if left[row] < 0:
            yield row


def count(faults: Iterable[Fault]) -> dict[Wrong, int]:
    """Count faults by kind, naming those of which there are none, too."""
    counts: defaultdict[Wrong, int] = defaultdict(int)
    for fault in faults:
        counts[fault.kind] += 1
    return {kind: counts[kind] for kind in Wrong}
