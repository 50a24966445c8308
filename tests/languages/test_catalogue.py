"""The catalogues hold the texts of the code, and translations that can stand in their place."""

import ast

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from docs.catalogues import ROOT, SPEAKS_ENGLISH, argument, calls, languages, page, texts
from messenger.languages import translate
from messenger.languages.catalogue import catalogue, path_of
from messenger.languages.translation import holes
from tests.docs.project import python_files

COMPLETE = ('de', 'ar')
"""The languages in which nothing is left English."""


def messages(language: str) -> list[Message]:
    """List what a catalogue holds, without its head."""
    with path_of(language).open('rb') as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of a message, one or several."""
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize('language', languages())
def test_a_catalogue_is_as_make_catalogues_writes_it(language):
    assert path_of(language).read_text(encoding='utf-8') == page(language), 'run: make catalogues'


def test_nothing_is_left_english():
    left = [
        (language, message.id)
        for language in COMPLETE
        for message in messages(language)
        if not all(forms(message.string))
    ]
    assert left == []


@pytest.mark.parametrize('language', languages())
def test_a_translation_has_the_values_of_its_text(language):
    wrong = [
        (message.id, form)
        for message in messages(language)
        for form in forms(message.string)
        if form and not has_values(form, message)
    ]
    assert wrong == []


def has_values(form: str, message: Message) -> bool:
    """Tell whether a form has all values of a text; of several forms those for few may say the count in words."""
    missing, unknown = names(message) - holes(form), holes(form) - names(message)
    return not unknown and missing <= ({'count'} if message.pluralizable else set())


def names(message: Message) -> set[str]:
    """Return the values of a text."""
    return holes(''.join(forms(message.id)))


@pytest.mark.parametrize('language', languages())
def test_a_catalogue_can_be_read_and_chooses_its_own_plural_forms(language):
    assert catalogue(language).gettext('Today') == translate(language, 'Today') != 'Today'
    assert catalogue(language).ngettext('{count} x', '{count} xs', 2) == '{count} xs'


def test_a_text_stands_as_it_is_where_it_is_looked_up():
    """An f-string has its values in it before anybody can look it up: give them by name instead."""
    wrong = [
        f'{path.relative_to(ROOT)}:{line}'
        for path in python_files()
        if path.is_relative_to(ROOT / 'messenger') and not str(path.relative_to(ROOT)).startswith(SPEAKS_ENGLISH)
        for line in put_together(ast.parse(path.read_text(encoding='utf-8')))
    ]
    assert wrong == []


def put_together(tree: ast.AST) -> list[int]:
    """Return the lines in which a text is given that holds its values already, there or in a variable."""
    named = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.JoinedStr | ast.BinOp)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        call.lineno
        for call, places in calls(tree)
        for place in (places if isinstance(places, tuple) else (places,))
        for given in [argument(call, place)]
        if isinstance(given, ast.JoinedStr | ast.BinOp) or (isinstance(given, ast.Name) and given.id in named)
    ]


@pytest.mark.parametrize(
    'code',
    [
        "raise Refused('full', f'{name} is full.')",
        "raise TooFast('Wait ' + when, 5)",
        "reason = f'{name} is full.'\nraise Refused('full', reason)",
    ],
)
def test_a_refusal_that_holds_its_values_already_is_found(code):
    assert put_together(ast.parse(code)) != []


def test_texts_are_found_also_inside_f_strings():
    assert ('messenger/components/row.py', '(edited)') in texts()


def test_what_is_shown_of_a_command_is_found():
    found = set(texts())
    assert ('messenger/extensions/builtin/me.py', 'Say what you do, as in: /me waves.') in found
    assert ('messenger/extensions/builtin/poll.py', 'options') in found
    assert ('messenger/extensions/builtin/remind.py', 'messenger') not in found
