"""Who is signed in where."""

from datetime import timedelta

import pytest

from messenger.accounts.sessions import Sessions
from messenger.journal.contract import TokenKind
from messenger.journal.memory_tokens import MemoryTokens
from messenger.model.ids import MemberId

ALICE, BOB = MemberId('alicealice22'), MemberId('bobbobbobb22')
KEY = b'k' * 32


@pytest.fixture
def tokens(clock):
    return MemoryTokens(now=clock)


@pytest.fixture
def sessions(tokens, clock):
    return Sessions(tokens, KEY, clock)


async def test_a_secret_leads_to_its_session_and_no_other_does(sessions):
    alice, secret = await sessions.begin(ALICE, 'Firefox on Linux')
    bob, other = await sessions.begin(BOB, 'Safari on Mac')
    assert sessions.find(secret) == alice
    assert sessions.find(other) == bob
    for wrong in (None, '', secret[:-1], secret + 'x', secret.swapcase(), 'ü' * 5000, '\ud800'):
        assert sessions.find(wrong) is None


async def test_every_session_has_a_fresh_secret_of_256_bits(sessions):
    secrets = {(await sessions.begin(ALICE, ''))[1] for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(secret) >= 43 for secret in secrets)


async def test_the_secret_is_kept_as_a_keyed_hash_only(sessions, tokens):
    _, secret = await sessions.begin(ALICE, '')
    (token,) = await tokens.load(TokenKind.SESSION)
    assert len(token.hash) == 32
    assert secret not in repr(token)


async def test_sessions_survive_a_restart_with_the_same_key_only(sessions, tokens, clock):
    alice, secret = await sessions.begin(ALICE, 'Firefox on Linux')
    again, other_key = Sessions(tokens, KEY, clock), Sessions(tokens, b'x' * 32, clock)
    await again.load()
    await other_key.load()
    assert again.find(secret) == alice
    assert other_key.find(secret) is None


async def test_an_ended_session_is_gone_at_once_and_after_a_restart(sessions, tokens, clock):
    alice, secret = await sessions.begin(ALICE, '')
    sessions.end(alice.id)
    assert sessions.find(secret) is None
    await sessions.flush()
    assert await tokens.load(TokenKind.SESSION) == []


async def test_ending_what_is_not_there_changes_nothing(sessions):
    _, secret = await sessions.begin(ALICE, '')
    sessions.end('nosuchnosuch')
    assert sessions.find(secret)


async def test_a_members_sessions_are_listed_with_the_last_used_first(sessions, clock):
    first, _ = await sessions.begin(ALICE, 'first')
    await sessions.begin(BOB, 'his')
    clock.advance(hours=1)
    await sessions.begin(ALICE, 'second')
    clock.advance(hours=1)
    sessions.see(first)
    assert [session.label for session in sessions.of_member(ALICE)] == ['first', 'second']


async def test_when_a_session_was_seen_is_written_in_batches(sessions, tokens, clock):
    alice, secret = await sessions.begin(ALICE, '')
    began = clock()
    clock.advance(hours=3)
    sessions.see(alice)
    assert sessions.find(secret).last_seen_at == clock()
    assert (await tokens.load(TokenKind.SESSION))[0].last_seen_at == began
    await sessions.flush()
    assert (await tokens.load(TokenKind.SESSION))[0].last_seen_at == clock()


async def test_a_session_ended_meanwhile_is_not_seen(sessions, clock):
    alice, secret = await sessions.begin(ALICE, '')
    sessions.end(alice.id)
    clock.advance(hours=1)
    sessions.see(alice)
    assert sessions.find(secret) is None


async def test_a_session_in_use_lasts_and_one_unused_for_a_year_is_forgotten(sessions, tokens, clock):
    used, used_secret = await sessions.begin(ALICE, 'used')
    _, unused_secret = await sessions.begin(ALICE, 'unused')
    clock.advance(days=300)
    sessions.see(used)
    await sessions.flush()
    clock.advance(days=66)
    assert sessions.find(used_secret)
    assert sessions.find(unused_secret) is None
    again = Sessions(tokens, KEY, clock)
    await again.load()
    assert [session.label for session in again.of_member(ALICE)] == ['used']
    assert [token.label for token in await tokens.load(TokenKind.SESSION)] == ['used']


async def test_no_session_of_a_year_ends_before_its_cookie(sessions, tokens, clock):
    await sessions.begin(ALICE, '')
    (token,) = await tokens.load(TokenKind.SESSION)
    assert token.expires_at - clock() > timedelta(days=365)
