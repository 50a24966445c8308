"""Writes docs/settings.md from the settings themselves: `make settings`."""

from pathlib import Path

from messenger.settings import Settings, variable_of

PAGE = Path(__file__).with_suffix('.md')
HEAD = """\
# Settings

Settings are environment variables. `python main.py --help` prints the same list. A wrong or unknown
`MESSENGER_` variable stops the start with one line that names it. What begins with `MESSENGER_X_` belongs to
[extensions](extending.md#settings); `--help` lists it too.

<!-- Written by `make settings` from messenger/settings.py. -->

| variable | default | meaning |
|---|---|---|
"""


def page() -> str:
    """Return the page as it should be."""
    return HEAD + ''.join(
        f'| `{variable_of(name)}` | {_shown(field.default)} | {_cell(field.description or "")} |\n'
        for name, field in Settings.model_fields.items()
    )


def _shown(default: object) -> str:
    text = ','.join(default) if isinstance(default, tuple) else str(default)
    return f'`{text}`' if text else 'empty'


def _cell(text: str) -> str:
    return text.replace('|', '\\|').replace('\n', ' ')


if __name__ == '__main__':
    PAGE.write_text(page(), encoding='utf-8')
