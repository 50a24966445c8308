"""The process that reads pages, so that it can be stopped when one takes too long; see `messenger.previews.reader`."""

from messenger.previews.reader import answer
from messenger.processes.worker import work

if __name__ == '__main__':
    work(answer)
