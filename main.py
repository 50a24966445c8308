"""Starts the messenger: `python main.py` serves it; its commands are for operators and for authors of extensions."""

import argparse
import asyncio
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from messenger import data_folder
from messenger.blobs.contract import BlobsUnavailable
from messenger.journal.contract import JournalUnavailable, JournalUnusable
from messenger.listening import CannotListen, take_port
from messenger.log import start_logging
from messenger.model.refused import Refused
from messenger.settings import Settings, variable_of
from messenger.settings_help import WrongSettings, describe_settings, read_settings

if TYPE_CHECKING:
    from messenger.app import App

WRONG_SETTING = 2
FAILED = 1

FAILURES = (
    CannotListen,
    data_folder.DataFolderUnusable,
    JournalUnusable,
    JournalUnavailable,
    BlobsUnavailable,
    Refused,
)
"""What is told the operator in one line."""


def main() -> int:
    """Read the command line and the settings, do what is asked and return the exit status."""
    arguments = _parser().parse_args()
    try:
        settings = read_settings()
    except WrongSettings as wrong:
        return _fail(str(wrong), WRONG_SETTING)
    start_logging(settings)
    try:
        if arguments.subject == 'member':
            return _run_command(
                settings, ['member', arguments.verb, *(getattr(arguments, name) for name in arguments.names)]
            )
        if arguments.subject == 'extension':
            return _write_extension(settings, arguments.NAME)
        return _serve(settings)
    except FAILURES as error:
        return _fail(str(error), FAILED)


class _Parser(argparse.ArgumentParser):
    """Tells the settings of extensions too, which are loaded only when somebody asks for help."""

    def format_help(self) -> str:
        """Write the help."""
        from messenger.extensions.settings_help import describe_extensions  # noqa: PLC0415 - as in _serve

        folder = Path(os.environ.get(variable_of('extensions'), Settings.model_fields['extensions'].default))
        described = describe_extensions(folder)
        return super().format_help() + (f'\nSettings of extensions:\n\n{described}\n' if described else '')


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog='python main.py',
        description='Group chat that a team runs for itself. Without a command it serves the site.',
        epilog=f'Settings are environment variables, shown with their defaults:\n\n{describe_settings()}',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subjects = parser.add_subparsers(dest='subject', metavar='command')
    member = subjects.add_parser('member', help="the operator's commands about members, also while the server runs")
    verbs = member.add_subparsers(dest='verb', required=True)
    for verb, names, text in (
        ('list', [], 'list all members with their ids'),
        ('rename', ['NAME', 'NEW'], 'give a member another name'),
        ('free', ['NAME'], 'free a name that nobody uses any more'),
        ('link', ['NAME'], 'make a one-time link that signs a member in again'),
        ('admin', ['NAME'], 'make a member administrator'),
    ):
        command = verbs.add_parser(verb, help=text, description=text)
        command.set_defaults(names=names)
        for name in names:
            command.add_argument(name)
    extension = subjects.add_parser('extension', help='write the first file of a new extension, which works as it is')
    extension.add_argument('NAME', help='its name, and that of its command, such as poll')
    return parser


def _serve(settings: Settings) -> int:
    with ExitStack() as stack:
        listening = stack.enter_context(take_port(settings))
        if not settings.keeps_nothing:
            data_folder.prepare(settings.data)
            stack.enter_context(data_folder.locked(settings.data))
        from messenger.app import build  # noqa: PLC0415 - takes seconds: what is wrong above is told at once
        from messenger.server import serve  # noqa: PLC0415 - the same

        serve(build(settings), listening)
    return 0


def _run_command(settings: Settings, words: list[str]) -> int:
    """Let the running server do it, or do it on the journal when no server runs."""
    if settings.keeps_nothing or not settings.data.is_dir():
        return _fail(f'There is nothing to work on in {settings.data}: set MESSENGER_DATA.', FAILED)
    from messenger.app import build  # noqa: PLC0415 - as in _serve
    from messenger.operator_socket import ask_server  # noqa: PLC0415 - as in _serve

    data_folder.prepare(settings.data)
    try:
        with data_folder.locked(settings.data):
            print(asyncio.run(_run_alone(build(settings), words)))
    except data_folder.DataFolderBusy:
        print(ask_server(settings.data, words))
    return 0


def _write_extension(settings: Settings, name: str) -> int:
    from messenger.extensions.new import write_extension  # noqa: PLC0415 - as in _serve

    path = write_extension(settings.extensions, name)
    print(f'{path} is written, and live if a server runs: type /{path.stem.replace("_", "-")} in a group.')
    return 0


async def _run_alone(app: 'App', words: list[str]) -> str:
    try:
        await app.start(is_serving=False)
        return await app.operator.run(words)
    finally:
        await app.stop()


def _fail(text: str, status: int) -> int:
    print(text, file=sys.stderr)
    return status


if __name__ == '__main__':
    sys.exit(main())
