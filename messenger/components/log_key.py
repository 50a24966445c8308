"""How a page names a group's own log, or a thread, in its HTML and to itself."""

from messenger.model.ids import NO_THREAD, LogId


def log_key(log: LogId) -> str:
    """Return a name that may stand in an id: that of the group, and for a thread what it hangs below."""
    return log.group_id if log.thread == NO_THREAD else f'{log.group_id}-{log.thread}'
