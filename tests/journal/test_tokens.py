"""The vault of sessions and one-time links; each test runs on each of them."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from messenger.journal.contract import Token, TokenKind, Tokens
from tests.journal.story import ALICE, BOB, WATERCOOLER

NOW = datetime.now(UTC)


def _token(secret: str, *, kind: TokenKind = TokenKind.SESSION, lasts: timedelta = timedelta(days=1)) -> Token:
    return Token(
        id=f'id of {secret}',
        hash=hashlib.sha256(secret.encode()).digest(),
        kind=kind,
        member_id=ALICE,
        label='Firefox on Linux',
        created_at=NOW,
        last_seen_at=NOW,
        expires_at=NOW + lasts,
    )


async def test_tokens_come_back_as_they_were_added(tokens: Tokens):
    session = _token('a')
    invite = replace(_token('b', kind=TokenKind.INVITE), member_id=BOB, group_id=WATERCOOLER)
    await tokens.add(session)
    await tokens.add(invite)

    assert await tokens.load(TokenKind.SESSION) == [session]
    assert await tokens.load(TokenKind.INVITE) == [invite]
    assert await tokens.load(TokenKind.DEVICE) == []


async def test_an_expired_token_is_neither_loaded_nor_taken_and_swept(tokens: Tokens):
    old = _token('old', lasts=timedelta(seconds=-1))
    await tokens.add(old)
    await tokens.add(_token('new'))

    assert [each.id for each in await tokens.load(TokenKind.SESSION)] == ['id of new']
    assert await tokens.take(old.hash, old.kind, NOW) is None
    assert await tokens.sweep(NOW) == 1
    assert await tokens.sweep(NOW) == 0
    assert [each.id for each in await tokens.load(TokenKind.SESSION)] == ['id of new']


async def test_a_token_is_found_by_its_hash_and_stays(tokens: Tokens):
    link, old = _token('link', kind=TokenKind.DEVICE), _token('old', kind=TokenKind.DEVICE, lasts=timedelta(seconds=-1))
    await tokens.add(link)
    await tokens.add(old)

    assert await tokens.find(link.hash, TokenKind.DEVICE, NOW) == link
    assert await tokens.find(link.hash, TokenKind.DEVICE, NOW) == link
    assert await tokens.find(link.hash, TokenKind.INVITE, NOW) is None
    assert await tokens.find(old.hash, TokenKind.DEVICE, NOW) is None
    assert await tokens.find(b'unknown', TokenKind.DEVICE, NOW) is None


async def test_a_link_is_taken_once_even_by_two_at_once(tokens: Tokens):
    link = _token('link', kind=TokenKind.DEVICE)
    await tokens.add(link)

    taken = await asyncio.gather(*(tokens.take(link.hash, TokenKind.DEVICE, NOW) for _ in range(5)))

    assert [each for each in taken if each is not None] == [link]
    assert await tokens.load(TokenKind.DEVICE) == []


async def test_a_token_is_not_taken_as_another_kind(tokens: Tokens):
    link = _token('link', kind=TokenKind.DEVICE)
    await tokens.add(link)

    assert await tokens.take(link.hash, TokenKind.INVITE, NOW) is None
    assert await tokens.take(b'?' * 32, TokenKind.DEVICE, NOW) is None
    assert await tokens.load(TokenKind.DEVICE) == [link]


async def test_removed_tokens_are_gone_and_unknown_ones_no_error(tokens: Tokens):
    for secret in 'abc':
        await tokens.add(_token(secret))

    await tokens.remove(['id of a', 'id of c', 'unknown'])
    await tokens.remove([])

    assert [each.id for each in await tokens.load(TokenKind.SESSION)] == ['id of b']


async def test_being_seen_moves_the_time_of_some(tokens: Tokens):
    later = NOW + timedelta(minutes=5)
    await tokens.add(_token('a'))
    await tokens.add(_token('b'))

    await tokens.touch({'id of a': later, 'unknown': later})
    await tokens.touch({})

    seen = {each.id: each.last_seen_at for each in await tokens.load(TokenKind.SESSION)}
    assert seen == {'id of a': later, 'id of b': NOW}
