"""What an operator may set."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from messenger.settings import Settings, unknown_variables, variable_of


def test_the_defaults_serve_this_machine_alone_on_port_9999():
    settings = Settings()
    assert (settings.host, settings.port, settings.data) == ('127.0.0.1', 9999, Path('data'))
    assert settings.address == 'http://localhost:9999'


def test_every_setting_has_a_description():
    assert all(field.description for field in Settings.model_fields.values())


def test_settings_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv('MESSENGER_PORT', '1234')
    monkeypatch.setenv('MESSENGER_ADMINS', 'Alice, Bob')
    assert Settings().port == 1234
    assert Settings().admins == ('Alice', 'Bob')


@pytest.mark.parametrize(
    ('name', 'value'),
    [
        ('port', '0'),
        ('port', 'many'),
        ('public_url', 'chat.example.org'),
        ('public_url', 'https://example.org/chat'),
        ('trusted_proxies', 'proxy.example.org'),
        ('journal', 'paper'),
        ('log_level', 'loud'),
        ('message_characters', '-1'),
    ],
)
def test_a_wrong_value_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(variable_of(name), value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ('host', 'public_url', 'address'),
    [
        ('0.0.0.0', '', 'http://localhost:9999'),
        ('192.168.1.5', '', 'http://192.168.1.5:9999'),
        ('fe80::1', '', 'http://[fe80::1]:9999'),
        ('127.0.0.1', 'https://Chat.example.org/', 'https://chat.example.org'),
    ],
)
def test_the_address_to_tell_people_is_the_public_one_or_this_machines(host, public_url, address):
    assert Settings(host=host, public_url=public_url).address == address


def test_a_public_address_with_https_makes_cookies_secure():
    assert Settings(public_url='https://chat.example.org').is_https
    assert not Settings(public_url='http://chat.example.org').is_https


def test_the_database_lies_in_the_data_folder(tmp_path):
    assert Settings(data=tmp_path).database_url == f'sqlite+aiosqlite:///{tmp_path}/messenger.db'


def test_a_variable_that_is_no_setting_is_found():
    environment = {'MESSENGER_PROT': '1', 'MESSENGER_PORT': '2', 'messenger_data': 'x', 'HOME': '/'}
    assert unknown_variables(environment) == ['MESSENGER_PROT']
