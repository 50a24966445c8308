"""The folder that holds the database, files and the secret: made, checked and locked before anything uses it."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECRET_BYTES = 32
SECRET_FILE = 'secret'  # noqa: S105 - the name of the file
LOCK_FILE = 'server.lock'
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class DataFolderUnusable(Exception):  # noqa: N818 - names a state
    """The data folder cannot be used; the text is one line for the operator, with the remedy."""


class DataFolderBusy(DataFolderUnusable):
    """A server is running on this data folder."""


def prepare(folder: Path) -> None:
    """Make the folder if need be and prove that files can be written in it. Raises DataFolderUnusable."""
    probe = folder / f'.probe-{os.getpid()}'
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        probe.write_bytes(b'')
        probe.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        message = f'The data folder {folder} cannot be written ({reason}): give it to this user or set MESSENGER_DATA.'
        raise DataFolderUnusable(message) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one process. Raises DataFolderBusy."""
    with (folder / LOCK_FILE).open('a') as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            message = f'The data folder {folder} is in use by a running messenger: stop it or set MESSENGER_DATA.'
            raise DataFolderBusy(message) from error
        yield


def provide_folder(folder: Path, name: str) -> Path:
    """Return a folder in it for one purpose, made if need be, for its owner alone. Raises DataFolderUnusable."""
    inside = folder / name
    try:
        inside.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        message = f'The folder {inside} cannot be made ({error.strerror}): give {folder} to this user.'
        raise DataFolderUnusable(message) from error
    return inside


def provide_secret(folder: Path) -> bytes:
    """Return the secret that keys the hashes of session tokens; made at the first start, readable by its owner alone.

    Losing the file signs everybody out. Raises DataFolderUnusable.
    """
    path = folder / SECRET_FILE
    try:
        if not path.exists():
            _write_secret(path)
        path.chmod(PRIVATE_FILE)
        secret = path.read_bytes()
    except OSError as error:
        message = f'The secret {path} cannot be read ({error.strerror}): give it to this user.'
        raise DataFolderUnusable(message) from error
    if len(secret) != SECRET_BYTES:
        message = f'The secret {path} is damaged: remove it to make a new one; everybody must then sign in again.'
        raise DataFolderUnusable(message)
    return secret


def _write_secret(path: Path) -> None:
    """Write to a file beside it and rename, so that a crash leaves no half secret."""
    draft = path.with_suffix('.new')
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, 'wb') as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
