"""What the commands that measure and prove are told: ``python -m NAME [--quick] [part ...]``."""

import argparse
from collections.abc import Collection


def parser_of(name: str, description: str, *, parts: Collection[str], quick: str) -> argparse.ArgumentParser:
    """Return what reads the parts that are asked for, and whether the short form is; `quick` says what that is."""
    names = ', '.join(parts)

    def part(asked: str) -> str:
        if asked not in parts:
            raise argparse.ArgumentTypeError(f'no such part: {asked}; there are {names}')
        return asked

    parser = argparse.ArgumentParser(prog=f'python -m {name}', description=description)
    parser.add_argument('parts', nargs='*', type=part, metavar='part', help=f'all unless some are named: {names}')
    parser.add_argument('--quick', action='store_true', help=quick)
    return parser
