"""How settings are explained."""

import pytest

from messenger.settings import Settings, variable_of
from messenger.settings_help import WrongSettings, describe_settings, read_settings


def test_the_help_lists_every_setting_with_its_default():
    text = describe_settings()
    assert 'MESSENGER_PORT=9999' in text
    assert 'MESSENGER_LOBBY=Lobby' in text
    assert all(variable_of(name) in text for name in Settings.model_fields)


def test_right_settings_are_read(monkeypatch):
    monkeypatch.setenv('MESSENGER_TITLE', 'Chat')
    assert read_settings().title == 'Chat'


def test_each_wrong_setting_is_one_line_with_its_value_and_the_remedy(monkeypatch):
    monkeypatch.setenv('MESSENGER_PORT', 'many')
    monkeypatch.setenv('MESSENGER_JOURNAL', 'paper')
    with pytest.raises(WrongSettings) as wrong:
        read_settings()
    port, journal = sorted(wrong.value.lines, reverse=True)
    assert port.startswith("MESSENGER_PORT is 'many': ")
    assert '1 to 65535' in port
    assert journal.startswith("MESSENGER_JOURNAL is 'paper': ")
    assert 'sql' in journal
    assert not any('\n' in line for line in wrong.value.lines)


def test_an_unknown_setting_is_named_with_the_nearest_known_one(monkeypatch):
    monkeypatch.setenv('MESSENGER_PROT', '1')
    with pytest.raises(WrongSettings, match=r'MESSENGER_PROT is no setting: did you mean MESSENGER_PORT\?'):
        read_settings()


def test_an_unknown_setting_like_none_is_named_too(monkeypatch):
    monkeypatch.setenv('MESSENGER_XYZZY', '1')
    with pytest.raises(WrongSettings, match='MESSENGER_XYZZY is no setting: unset it'):
        read_settings()
