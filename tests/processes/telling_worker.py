"""A worker that tells of itself, writes at length, or ends."""

import os

from messenger.processes.worker import work


def answer(question: str | int) -> object:
    """Answer a number with so many letters, a name with that variable of the environment."""
    if question == 'end':
        os._exit(0)
    return 'x' * question if isinstance(question, int) else [os.environ.get(question)]


if __name__ == '__main__':
    work(answer)
