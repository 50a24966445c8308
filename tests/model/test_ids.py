"""Identifiers: what is one, and what is not."""

import pytest

from messenger.model.ids import SITE, SYSTEM, is_id, is_request_id, new_id, new_request_id


def test_a_new_id_is_an_id_and_never_the_same():
    ids = {new_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(map(is_id, ids))


@pytest.mark.parametrize(
    'value',
    [
        '',
        'short',
        'a' * 11,
        'a' * 13,
        'A' * 12,
        '1' * 12,
        'ａ' * 12,
        'abc def ghij',
        SITE,
        SYSTEM,
        None,
        12,
        ['a'] * 12,
    ],
)
def test_what_is_no_id_is_told(value: object):
    assert not is_id(value)


def test_a_new_request_id_is_one():
    assert is_request_id(new_request_id())


@pytest.mark.parametrize(
    'value',
    [
        '',
        'x' * 36,
        '9F1B0C0E-4C5D-4E0B-8B6E-2F6A1D2C3B4A',
        '9f1b0c0e4c5d4e0b8b6e2f6a1d2c3b4a',
        '{9f1b0c0e-4c5d-4e0b-8b6e-2f6a1d2c3b4}',
        '9f1b0c0e-4c5d-4e0b-8b6e-2f6a1d2c3b4a ',
        None,
        7,
    ],
)
def test_what_is_no_request_id_is_told(value: object):
    assert not is_request_id(value)
