"""The journal in an SQL database: one writer that commits in batches, a few readers."""

from messenger.journal.sql.journal import SqlJournal
from messenger.journal.sql.tokens import SqlTokens

__all__ = ['SqlJournal', 'SqlTokens']
