"""The form in which texts and search words are compared: without case, accents and width."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from messenger.model.lookalikes import MARKS_OF_ANOTHER_LETTER
from messenger.model.message import Message
from messenger.model.search import LINK_BEGINNINGS, Content, Sought


def plain_text(text: str) -> str:
    """Fold a text for comparison: NFKD, case folded, accents dropped.

    Folding case can bring new compositions ('ẞ' and 'ß' meet as 'ss'), so it is done between
    two decompositions (Unicode Standard, section 3.13, default caseless matching).
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', text).casefold())
    return ''.join(letter for letter in decomposed if unicodedata.combining(letter) in MARKS_OF_ANOTHER_LETTER)


def plain_words(words: Sequence[str]) -> list[str]:
    """Fold search words and phrases, without the empty ones."""
    folded = (plain_text(word).strip() for word in words)
    return [word for word in folded if word]


def plainly(sought: Sought) -> Sought | None:
    """Fold the words of what is sought; None when there were words and nothing is left of them."""
    words = tuple(plain_words(sought.words))
    return None if sought.words and not words else replace(sought, words=words)


def fits(row: Message, sought: Sought) -> bool:
    """Tell whether a row fits what is sought, of which the words are folded already."""
    plain = plain_text(row.text)
    return (
        row.group_id in sought.group_ids
        and (not sought.author_ids or row.author_id in sought.author_ids)
        and (sought.since is None or row.sent_at >= sought.since)
        and (sought.until is None or row.sent_at < sought.until)
        and all(_holds(row, plain, content) for content in sought.holds)
        and all(word in plain for word in sought.words)
    )


def _holds(row: Message, plain: str, content: Content) -> bool:
    match content:
        case Content.LINK:
            return any(beginning in plain for beginning in LINK_BEGINNINGS)
        case Content.FILE:
            return bool(row.attachments)
        case Content.IMAGE:
            return any(each.media_type.startswith('image/') for each in row.attachments)
