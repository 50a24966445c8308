"""Translations by a model of one's choice."""

from types import SimpleNamespace

import httpx
import pytest


def test_the_answer_is_for_who_asked(extension, monkeypatch, alice, bob):
    async def model(text: str, language: str) -> str:
        return f'{text} in {language}'

    monkeypatch.setattr(extension.module, 'translate', model)
    bob.sends('/translate de | Good morning')
    bob.is_told('Good morning in de')
    alice.sees_not('Good morning')


def test_without_a_model_it_says_what_to_do(monkeypatch, bob):
    monkeypatch.delenv('TRANSLATE_URL', raising=False)
    bob.sends('/translate de | Good morning')
    bob.is_told('Ask the operator to set TRANSLATE_URL')


@pytest.mark.parametrize('answer', ['{"translatedText": "Guten Morgen"}', '{}', 'no json'])
def test_a_server_that_speaks_as_libretranslate_does(extension, monkeypatch, bob, answer):
    asked = []

    def respond(request):
        asked.append(request)
        return httpx.Response(200, text=answer)

    client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    ours = SimpleNamespace(AsyncClient=lambda **_: client, HTTPError=httpx.HTTPError)
    monkeypatch.setattr(extension.module, 'httpx', ours)
    monkeypatch.setenv('TRANSLATE_URL', 'https://translate.example.org')
    bob.sends('/translate de | Good morning')
    bob.is_told('Guten Morgen' if 'Guten' in answer else 'The translator does not answer just now')
    assert str(asked[0].url) == 'https://translate.example.org/translate'
