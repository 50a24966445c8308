"""Translations by a model of your choice, told to who asked alone.

`translate` asks a server that speaks as LibreTranslate does, at TRANSLATE_URL; put your own model in its
place by replacing that one function.

/translate de | Good morning
"""

import os

import httpx

from messenger import Refused, Whisper, command, whisper

ADDRESS = 'TRANSLATE_URL'


@command('/translate')
async def ask(language: str, text: str) -> Whisper:
    """Translate a text into a language, for you alone: /translate de | Good morning"""
    return whisper(await translate(text, language))


async def translate(text: str, language: str) -> str:
    """Return a text in a language, such as 'de'. Raises Refused when there is no model, or it does not answer."""
    address = os.environ.get(ADDRESS)
    if not address:
        raise Refused('no_model', f'Nobody has set up a translator here. Ask the operator to set {ADDRESS}.')
    try:
        async with httpx.AsyncClient(timeout=8) as client:
            answer = await client.post(f'{address}/translate', json={'q': text, 'source': 'auto', 'target': language})
            answer.raise_for_status()
            return str(answer.json()['translatedText'])
    except (httpx.HTTPError, KeyError, ValueError) as error:
        raise Refused('no_answer', 'The translator does not answer just now. Try again in a moment.') from error
