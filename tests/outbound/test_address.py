"""Which addresses are understood, and as what."""

import pytest

from messenger.outbound.address import LONGEST_ADDRESS, parse_address
from messenger.outbound.not_fetched import NotFetched


def test_a_name_in_another_script_becomes_what_dns_knows() -> None:
    url = parse_address('https://Bücher.example/?q=ä#part')
    assert url.raw_host == b'xn--bcher-kva.example'
    assert str(url) == 'https://xn--bcher-kva.example/?q=%C3%A4'


@pytest.mark.parametrize('text', ['http://example.org', 'ftp://example.org', 'file:///etc/passwd', 'gopher://x'])
def test_only_https_is_asked(text: str) -> None:
    with pytest.raises(NotFetched) as told:
        parse_address(text)
    assert told.value.code in {'not_allowed', 'bad_address'}


def test_http_is_asked_where_the_operator_allows_it() -> None:
    assert parse_address('http://example.org/', allows_http=True).scheme == 'http'
    with pytest.raises(NotFetched):
        parse_address('ftp://example.org/', allows_http=True)


@pytest.mark.parametrize(
    'text',
    [
        '',
        'example.org',
        '//example.org',
        '/etc/passwd',
        'https://',
        'https:///path',
        'https://example.org@127.0.0.1/',
        'https://user:secret@example.org/',
        'https://example.org:99999/',
        'https://exa mple.org/',
        'https://example.org/\r\nX-Evil: 1',
        'https://[::1/',
        'https://xn--\x00/',
        'https://' + 'a' * 64 + '.\u2488/',
        'https://example.org/' + 'a' * LONGEST_ADDRESS,
    ],
)
def test_tricks_and_mistakes_are_no_address(text: str) -> None:
    with pytest.raises(NotFetched) as told:
        parse_address(text)
    assert told.value.code == 'bad_address'
