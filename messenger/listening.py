"""Taking the port, before anything else is touched."""

import errno
import socket

from messenger.settings import Settings


class CannotListen(Exception):  # noqa: N818 - names a state
    """The address or port cannot be had; the text is one line for the operator, with the remedy."""


def take_port(settings: Settings) -> socket.socket:
    """Take the port; connections are accepted only once the server is ready. Raises CannotListen."""
    family = socket.AF_INET6 if ':' in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if settings.host == '::':
        taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    try:
        taken.bind((settings.host, settings.port))
    except OSError as error:
        taken.close()
        raise cannot_listen(settings, error) from error
    return taken


def cannot_listen(settings: Settings, error: OSError) -> CannotListen:
    """Put into words why the port cannot be had."""
    match error.errno:
        case errno.EADDRINUSE:
            text = f'Port {settings.port} is in use: stop what uses it (another messenger?) or set MESSENGER_PORT.'
        case errno.EACCES:
            text = f'Port {settings.port} may not be used by this user: set MESSENGER_PORT to 1024 or more.'
        case _:
            reason = error.strerror or str(error)
            text = f'{settings.host} cannot be listened on ({reason}): set MESSENGER_HOST to 127.0.0.1 or 0.0.0.0.'
    return CannotListen(text)
