"""Sessions and one-time links in the journal's database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from messenger.journal.contract import Token, TokenKind
from messenger.journal.sql.journal import SqlJournal, utc_now
from messenger.journal.sql.tables import tokens

COLUMNS = tuple(column.name for column in tokens.columns)


class SqlTokens:
    """The vault of tokens; see `messenger.journal.contract.Tokens`. Writes go through the journal's writer."""

    def __init__(self, journal: SqlJournal) -> None:
        self._journal = journal

    async def add(self, token: Token) -> None:
        """Keep a token; durable when this returns. Raises JournalUnavailable."""
        columns = {name: getattr(token, name) for name in COLUMNS} | {'kind': token.kind.value}

        def write(connection: Connection) -> None:
            connection.execute(insert(tokens), columns)

        await self._journal.write(write)

    async def load(self, kind: TokenKind) -> list[Token]:
        """Read all tokens of a kind that have not expired."""
        query = select(tokens).where(tokens.c.kind == kind.value, tokens.c.expires_at > utc_now())
        return [_token_from(row) for row in await self._journal.fetch(query)]

    async def find(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Return a token that has not expired."""
        query = select(tokens).where(tokens.c.hash == hash, tokens.c.kind == kind.value, tokens.c.expires_at > at)
        return next((_token_from(row) for row in await self._journal.fetch(query)), None)

    async def take(self, hash: bytes, kind: TokenKind, at: datetime) -> Token | None:  # noqa: A002 - its name
        """Remove and return a token that has not expired; of two who ask at once one gets it."""
        wanted = (tokens.c.hash == hash, tokens.c.kind == kind.value, tokens.c.expires_at > at)

        def write(connection: Connection) -> Token | None:
            row = connection.execute(select(tokens).where(*wanted).with_for_update()).first()
            if row is None:
                return None
            connection.execute(delete(tokens).where(tokens.c.id == row.id))
            return _token_from(row)

        return await self._journal.write(write)

    async def remove(self, ids: Sequence[str]) -> None:
        """Forget tokens by their public ids."""

        def write(connection: Connection) -> None:
            connection.execute(delete(tokens).where(tokens.c.id.in_(ids)))

        await self._journal.write(write)

    async def touch(self, seen: Mapping[str, datetime]) -> None:
        """Move `last_seen_at` of tokens, in one transaction."""
        rows = [{'an_id': id_, 'last_seen_at': at} for id_, at in seen.items()]
        if not rows:
            return

        def write(connection: Connection) -> None:
            connection.execute(update(tokens).where(tokens.c.id == bindparam('an_id')), rows)

        await self._journal.write(write)

    async def sweep(self, at: datetime) -> int:
        """Remove what has expired and return how many."""

        def write(connection: Connection) -> int:
            return connection.execute(delete(tokens).where(tokens.c.expires_at <= at)).rowcount

        return await self._journal.write(write)


def _token_from(row: Row[*tuple[Any, ...]]) -> Token:
    return Token(**(row._asdict() | {'kind': TokenKind(row.kind)}))
