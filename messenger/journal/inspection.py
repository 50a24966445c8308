"""Looking at a database file without writing to it: is it there, ours, whole, and of which version?"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from messenger.journal.contract import JournalUnusable

PRIVATE_FILE = 0o600
HEADER = b'SQLite format 3\x00'
HEADER_BYTES = 100
"""Database File Format, section 1.3 (sqlite.org/fileformat2.html)."""

THOROUGH_LIMIT_BYTES = 512 * 1024 * 1024
"""Beyond this every page is no longer looked at: a start must not take longer than a few seconds."""

REMEDY = 'Nothing was written to it. Restore a backup in its place, or set MESSENGER_DATA to another folder.'


def check_file(file: Path) -> bool:
    """Return whether there is a database; one that is there must be usable. Raises JournalUnusable."""
    if not file.exists():
        _check_absence(file)
        return False
    _check_access(file)
    _check_header(file)
    _check_pages(file)
    return True


def read_revision(file: Path) -> str:
    """Return the version that the database says it has. Raises JournalUnusable."""
    try:
        with closing(_look(file)) as connection:
            row = connection.execute('SELECT version_num FROM alembic_version').fetchone()
    except sqlite3.Error as error:
        raise JournalUnusable(f'{file} is not a database of the messenger ({error}). {REMEDY}') from error
    if row is None:
        raise JournalUnusable(f'{file} does not say which version it has. {REMEDY}')
    return str(row[0])


def _check_absence(file: Path) -> None:
    """A log without its database means that somebody took the database away: an empty one would hide that."""
    if _log(file).exists():
        raise JournalUnusable(
            f'{file} is missing, but its log {_log(file).name} is there. Restore both, or move it away.'
        )


def _check_access(file: Path) -> None:
    owner, user = file.stat().st_uid, os.geteuid()
    is_accessible = os.access(file, os.R_OK | os.W_OK) and os.access(file.parent, os.W_OK)
    # Root may write everything, and would leave a log that the owner's messenger cannot open.
    if not is_accessible or (user == 0 and owner != user):
        raise JournalUnusable(
            f'The database {file} belongs to user {owner} and this is user {user}: '
            'run the messenger as that user, or give the folder and the file to this one.'
        )


def _check_header(file: Path) -> None:
    with file.open('rb') as opened:
        header = opened.read(HEADER_BYTES)
    if not header.startswith(HEADER) or len(header) < HEADER_BYTES:
        raise JournalUnusable(f'{file} is not a database, or its beginning is damaged. {REMEDY}')
    if _log(file).exists() and _log(file).stat().st_size:
        return  # a stopped checkpoint may have written the size before the pages, which are still in the log
    page_bytes = int.from_bytes(header[16:18], 'big')
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(header[28:32], 'big')
    if file.stat().st_size < pages * page_bytes:
        raise JournalUnusable(f'{file} is cut off: {file.stat().st_size} of {pages * page_bytes} bytes. {REMEDY}')


def _check_pages(file: Path) -> None:
    is_small = file.stat().st_size <= THOROUGH_LIMIT_BYTES
    question = 'PRAGMA quick_check(1)' if is_small else 'PRAGMA schema_version'
    try:
        with closing(_look(file)) as connection:
            answer = connection.execute(question).fetchone()[0]
    except sqlite3.Error as error:
        raise JournalUnusable(f'The database {file} is damaged ({error}). {REMEDY}') from error
    if is_small and answer != 'ok':
        raise JournalUnusable(f'The database {file} is damaged ({" ".join(str(answer).split())}). {REMEDY}')


def _look(file: Path) -> sqlite3.Connection:
    """Open for reading. Without a log nobody writes, and SQLite need not leave files of its own beside it."""
    mode = 'mode=ro' if _log(file).exists() else 'mode=ro&immutable=1'
    return sqlite3.connect(f'file:{quote(str(file))}?{mode}', uri=True)


def _log(file: Path) -> Path:
    return file.with_name(f'{file.name}-wal')
