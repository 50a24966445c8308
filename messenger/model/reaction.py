"""What members answer a message with without a word: an emoji."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from messenger.model.ids import MemberId

MOST_REACTIONS = 20
"""Different emoji on one message; any number of members may join in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """That a member reacted to a message with an emoji, in the one form of `messenger.rendering.emoji_names`."""

    emoji: str
    member_id: MemberId


def members_by_emoji(reactions: Iterable[Reaction]) -> Mapping[str, list[MemberId]]:
    """Return who reacted with what, in the order in which each emoji and each member came."""
    found: dict[str, list[MemberId]] = {}
    for reaction in reactions:
        found.setdefault(reaction.emoji, []).append(reaction.member_id)
    return found


def has_room(reactions: Iterable[Reaction], emoji: str) -> bool:
    """Tell whether a message may get this emoji: it is there already, or there are not too many."""
    there = {reaction.emoji for reaction in reactions}
    return emoji in there or len(there) < MOST_REACTIONS
