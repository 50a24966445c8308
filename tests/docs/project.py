"""The project's files as its repository holds them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def files(*patterns: str) -> list[Path]:
    """List the files that are kept under version control, and new ones that are not ignored."""
    listing = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listing.stdout.splitlines() if (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    return files('*.py')
