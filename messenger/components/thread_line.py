"""What a message says of the thread below it: who replied, how many messages there are, and when the last one came."""

from collections.abc import Callable

from messenger.components.avatar import avatar_html
from messenger.components.naming import UNKNOWN_NAME, shared_name
from messenger.components.times import moment
from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.thread import Thread
from messenger.words import word, words


def thread_line(thread: Thread | None, member: Callable[[MemberId], Member | None]) -> str:
    """Write the button that opens a thread; nothing where there is none.

    What is new there differs by viewer: each page's own stylesheet marks it by the class.
    """
    if thread is None:
        return ''
    authors = [(each, member(each)) for each in thread.author_ids]
    portraits = ''.join(_portrait(member_id, author) for member_id, author in reversed(authors))
    last = shared_name(authors[0][1])
    return (
        f'<button type="button" class="thread-line thread-{thread.root}" data-do="thread">'
        f'<span class="portraits" aria-hidden="true">{portraits}</span>'
        f'<strong>{words("{count} reply", "{count} replies", thread.count)}</strong>'
        f'<span class="last">{word("last {moment}", moment=moment(thread.last_at))}'
        f'<span class="sr-only"> {word("Last reply by {name}", name=last)}</span></span></button>'
    )


def _portrait(member_id: MemberId, author: Member | None) -> str:
    if author is None:
        return avatar_html(member_id, UNKNOWN_NAME)
    return avatar_html(member_id, author.name, picture=author.picture)
