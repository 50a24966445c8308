"""The emoji there are: in categories, by name, and found by what a person would call them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from emoji import EMOJI_DATA, LANGUAGES, STATUS, config

from messenger.languages import DEFAULT, best_language, marked

MOST_FOUND = 60
"""More than this a person does not look through, but writes another word."""

FIRST_OF: Mapping[str, str] = MappingProxyType(
    {
        marked('Smileys'): '😀',
        marked('People'): '👋',
        marked('Nature'): '🐵',
        marked('Food'): '🍇',
        marked('Places'): '🌍',
        marked('Activities'): '🎃',
        marked('Objects'): '👓',
        marked('Symbols'): '🏧',
        marked('Flags'): '🏁',
        marked('Newer'): '🥲',
    }
)
"""The first of each category in the list of `em-keyboard`.

The list goes by Unicode's order (its chart 'emoji-ordering') up to Emoji 12.1; what came later stands at the end.
"""

_BLANKS = str.maketrans('_-:()', '     ')
_SELECTORS = str.maketrans('', '', '\ufe0e\ufe0f')
"""Variation selectors say how to draw a character; ❤ with one and without is the same emoji."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emoji:
    """One emoji: what is drawn, its name, what else it is called as a whole, and the words it is found by."""

    picture: str
    name: str
    aliases: tuple[str, ...]
    words: str
    """Each between blanks, so that a blank and some letters find a word that begins so."""


def one_emoji(text: str) -> str | None:
    """Return the text in the one form that we keep if it is exactly one emoji, skin tones and flags too, else None.

    >>> one_emoji('❤') == one_emoji('❤️') == '❤️'
    True
    """
    return _forms().get(text.translate(_SELECTORS))


def emoji_name(picture: str, language: str = DEFAULT) -> str:
    """Return the name of an emoji, such as 'thumbs up', in English where a language has none; else the text itself."""
    known = EMOJI_DATA.get(picture)
    return _spoken(known.get(_loaded(language), known['en'])) if known else picture


def code_of(name: str) -> str:
    """Return a name as people write it between colons.

    >>> code_of('thumbs up')
    'thumbs_up'
    """
    return name.replace(' ', '_').casefold()


def emoji_called(code: str) -> str | None:
    """Return the emoji that goes by a code, None for none; a code is never shorter than its emoji.

    >>> emoji_called('tada')
    '🎉'
    """
    return _codes().get(code.casefold())


@cache
def categories(language: str = DEFAULT) -> Mapping[str, tuple[Emoji, ...]]:
    """Return the emoji that may be chosen, without skin tones, by category in the usual order, named in a language."""
    starts = {picture: category for category, picture in FIRST_OF.items()}
    found: dict[str, list[Emoji]] = {}
    here: list[Emoji] = []
    for emoji in _listed(language):
        if emoji.picture in starts:
            here = found.setdefault(starts[emoji.picture], [])
        here.append(emoji)
    return MappingProxyType({category: tuple(each) for category, each in found.items()})


def find_emoji(text: str, *, limit: int = MOST_FOUND, language: str = DEFAULT) -> list[Emoji]:
    """Return the emoji of which each word of the text begins a word, the best first; none for a blank text.

    Words may be those of the language or English.

    >>> [emoji.picture for emoji in find_emoji('thumbs u', limit=1)]
    ['👍']
    """
    wanted = _bare(text).split()
    if not wanted:
        return []
    ranked = ((_rank(emoji, wanted), emoji) for each in categories(language).values() for emoji in each)
    hits = sorted(((rank, emoji) for rank, emoji in ranked if rank is not None), key=lambda hit: hit[0])
    return [emoji for _, emoji in hits[:limit]]


def _rank(emoji: Emoji, wanted: list[str]) -> int | None:
    """Return 0 for what is called so as a whole, more for what is less like it, None for what is not meant."""
    if not all(f' {each}' in emoji.words for each in wanted):
        return None
    if ' '.join(wanted) in (emoji.name, *emoji.aliases):
        return 0
    name = f' {_bare(emoji.name)} '
    if all(f' {each} ' in name for each in wanted):
        return 1
    if all(f' {each} ' in emoji.words for each in wanted):
        return 2
    return 3 if all(f' {each}' in name for each in wanted) else 4


def _listed(language: str) -> Iterator[Emoji]:
    listed = json.loads(files('em').joinpath('emojis.json').read_text(encoding='utf-8'))
    for picture, keywords in listed.items():
        name, english = emoji_name(picture, language), emoji_name(picture)
        aliases = tuple(_spoken(alias) for alias in EMOJI_DATA[picture].get('alias', ()))
        if name != english:
            aliases = (english, *aliases)
        words = dict.fromkeys(word for each in (name, *aliases, *keywords) for word in _bare(each).split())
        yield Emoji(picture=picture, name=name, aliases=aliases, words=f' {" ".join(words)} ')


@cache
def _loaded(language: str) -> str:
    """Load the names in a language where there are any; returns the key that they stand under."""
    spoken = best_language(language)
    if spoken not in LANGUAGES:
        return DEFAULT
    config.load_language(spoken)
    return spoken


def _bare(text: str) -> str:
    """Return a name or a search without what people leave out or write otherwise."""
    return text.casefold().translate(_BLANKS)


def _spoken(code: str) -> str:
    """Return a name as it is read, from one such as ':thumbs_up:'."""
    return code.strip(':').replace('_', ' ')


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for emoji in (emoji for each in categories().values() for emoji in each):
        for name in (emoji.name, *emoji.aliases):
            codes.setdefault(code_of(name), emoji.picture)
    return codes


@cache
def _forms() -> dict[str, str]:
    """Return the form of every emoji that Unicode calls fully qualified, by itself without selectors."""
    whole = STATUS['fully_qualified']
    return {each.translate(_SELECTORS): each for each, data in EMOJI_DATA.items() if data['status'] == whole}
