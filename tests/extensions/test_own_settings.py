"""Settings of an extension's own: from the environment, checked before it is loaded, told by --help."""

import pytest

from messenger.extensions.loader import CannotLoad
from messenger.extensions.settings_help import describe_extensions

WEATHER = """
    from pydantic import BaseModel, Field, SecretStr

    from messenger import Messenger, command, hook

    class Settings(BaseModel):
        city: str = Field(default='Oslo', description='Where it is asked for.')
        days: int = Field(default=3, ge=1)
        places: list[str] = []
        key: SecretStr

    @hook
    def settings():
        return Settings

    @command('/weather')
    def weather(messenger: Messenger) -> str:
        own = messenger.settings
        return f'{own.city}, {own.days} days, {own.places}, {own.key.get_secret_value()}'
"""


@pytest.fixture
def key(monkeypatch):
    monkeypatch.setenv('MESSENGER_X_WEATHER_KEY', 'abc')


def test_they_come_from_the_environment(server, write, alice, key, monkeypatch):
    monkeypatch.setenv('MESSENGER_X_WEATHER_DAYS', '7')
    monkeypatch.setenv('MESSENGER_X_WEATHER_PLACES', '["a", "b"]')
    server.does(server.app.extensions.load(write('weather', WEATHER)))
    alice.sends('/weather')
    alice.sees("Oslo, 7 days, ['a', 'b'], abc")


@pytest.mark.parametrize(
    ('variables', 'said'),
    [
        ({}, 'MESSENGER_X_WEATHER_KEY: Field required'),
        ({'KEY': 'abc', 'DAYS': 'many'}, 'MESSENGER_X_WEATHER_DAYS: Input should be a valid integer'),
        ({'KEY': 'abc', 'DAYS': '0'}, 'MESSENGER_X_WEATHER_DAYS: Input should be greater than or equal to 1'),
        ({'KEY': 'abc', 'CITTY': 'Rome'}, 'MESSENGER_X_WEATHER_CITTY: no setting of weather, which has MESSENGER_X'),
    ],
)
def test_a_wrong_one_keeps_it_from_being_loaded_and_shows_no_value(server, write, monkeypatch, variables, said):
    for name, value in variables.items():
        monkeypatch.setenv(f'MESSENGER_X_WEATHER_{name}', value)
    with pytest.raises(CannotLoad, match=said) as error:
        server.does(server.app.extensions.load(write('weather', WEATHER)))
    assert 'abc' not in str(error.value)
    assert 'many' not in str(error.value)
    (report,) = [each for each in server.app.extensions.report() if each.name == 'weather']
    assert said in report.last_error


def test_what_is_no_model_is_said_to_be_none(server, write):
    code = """
        from messenger import hook

        @hook
        def settings():
            return {'city': 'Oslo'}
    """
    with pytest.raises(CannotLoad, match=r'settings returns a class: class Settings\(BaseModel\)'):
        server.does(server.app.extensions.load(write('weather', code)))


def test_without_the_hook_there_are_none(server, write, alice):
    code = """
        from messenger import Messenger, command

        settings = 'a word like any other'

        @command('/settings')
        def shown(messenger: Messenger) -> str:
            return repr(messenger.settings)
    """
    server.does(server.app.extensions.load(write('plain', code)))
    alice.sends('/settings')
    alice.sees('None')


def test_the_help_lists_them(write):
    path = write('weather', WEATHER)
    write('broken', '1 / 0')
    text = describe_extensions(path.parent)
    assert '  MESSENGER_X_WEATHER_CITY=Oslo\n      Where it is asked for.\n' in text
    assert '  MESSENGER_X_WEATHER_DAYS=3\n' in text
    assert '  MESSENGER_X_WEATHER_KEY=(to be set)' in text
    assert 'broken cannot be loaded: ' in text


def test_nothing_is_listed_where_there_is_nothing(tmp_path):
    assert describe_extensions(tmp_path / 'nowhere') == ''
