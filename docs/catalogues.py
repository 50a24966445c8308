"""Writes the texts of the code into the catalogues of the languages: `make catalogues`."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from messenger.extensions.arguments import GIVEN
from messenger.languages import DEFAULT, LANGUAGES
from messenger.languages.catalogue import path_of
from messenger.languages.translation import HOLE

ROOT = Path(__file__).parents[1]
CODE = 'messenger'

Text = str | tuple[str, str]
"""A text, or the two for one and for many."""

Places = int | tuple[int, int]

FUNCTIONS: dict[str, Places] = {
    '_': 0,
    'translate': 1,
    'translate_plural': (1, 2),
    'ngettext': (0, 1),
    'word': 0,
    'words': (0, 1),
    'plain_word': 0,
    'plain_words': (0, 1),
    'marked': 0,
    'sentence': 0,
    'plural_sentence': (0, 1),
    'Refused': 1,
    'NotFetched': 1,
    'Unavailable': 0,
    'TooFast': 0,
    'NameTaken': 0,
    'WrongArguments': 0,
    'Failed': 0,
    'whisper': 0,
}
"""The functions that are given texts, and which of their arguments those are: one, or the two for one and for many."""

SPEAKS_ENGLISH = ('messenger/api/', 'messenger/extensions/new.py', 'messenger/operator')
"""What is read by programs, and by who runs the server."""

HEAD = """\
# {name} texts of the messenger. Written by `make catalogues`, but for the translations: see docs/languages.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def languages() -> list[str]:
    """List the languages that have a catalogue."""
    return [language for language in LANGUAGES if language != DEFAULT]


def page(language: str) -> str:
    """Return the catalogue as it should be: the texts of the code, with the translations that there are."""
    kept = _kept(language)
    catalog = Catalog(locale=language, fuzzy=False)
    for path, message in texts():
        before = kept.get(message[0] if isinstance(message, tuple) else message)
        has_translation = before is not None and before.id == message
        catalog.add(
            message,
            before.string if before is not None and has_translation else None,
            locations=[(path, 0)],
            user_comments=before.user_comments if before is not None else (),
        )
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    head = HEAD.format(name=LANGUAGES[language], language=language, plurals=catalog.plural_forms)
    return head + written.getvalue().decode().strip() + '\n'


def _kept(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open('rb') as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def texts() -> Iterator[tuple[str, Text]]:
    """Yield each text that stands in the code, with the file that it stands in."""
    for path in sorted((ROOT / CODE).rglob('*.py')):
        name = str(path.relative_to(ROOT))
        if not name.startswith(SPEAKS_ENGLISH):
            tree = ast.parse(path.read_text(encoding='utf-8'))
            for call, places in calls(tree):
                yield from ((name, text) for text in _texts_of(call, places))
            yield from ((name, text) for text in _texts_of_commands(tree))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, Places]]:
    """Yield the calls of these functions; also those inside f-strings, which Babel's own extractor does not see."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            yield node, FUNCTIONS[node.func.id]


def _texts_of(call: ast.Call, places: Places) -> Iterator[Text]:
    """Yield what is written there; what is a variable was marked where it was written."""
    if isinstance(places, tuple):
        one, many = (argument(call, place) for place in places)
        if isinstance(one, ast.Constant) and isinstance(many, ast.Constant):
            yield str(one.value), str(many.value)
        return
    for node in _choices(argument(call, places)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HOLE.sub('', node.value).strip():
            yield node.value


def _texts_of_commands(tree: ast.AST) -> Iterator[str]:
    """Yield what is shown of the commands of extensions: the first lines of their docstrings, and their parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(map(_is_command, node.decorator_list)):
            yield (ast.get_docstring(node) or '').partition('\n')[0]
            arguments = [*node.args.args, *([node.args.vararg] if node.args.vararg else [])]
            yield from (each.arg for each in arguments if each.arg not in GIVEN)


def _is_command(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'command'


def argument(call: ast.Call, place: int) -> ast.expr | None:
    """Return an argument of a call, by its place."""
    return call.args[place] if place < len(call.args) else None


def _choices(node: ast.expr | None) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif node is not None:
        yield node


if __name__ == '__main__':
    for language in languages():
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_text(page(language), encoding='utf-8')
