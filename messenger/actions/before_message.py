"""Who has a word in a text before it is accepted."""

from collections.abc import Awaitable, Callable

from messenger.model.group import Group
from messenger.model.member import Member

BeforeMessage = Callable[[Member, Group, str], Awaitable[str]]
"""Returns the text to accept, changed or not; raises Refused to have none accepted."""


async def as_it_is(_member: Member, _group: Group, text: str) -> str:
    """Change nothing."""
    return text
