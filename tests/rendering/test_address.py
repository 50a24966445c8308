"""Which addresses are linked, and where they end."""

import pytest

from messenger.rendering.address import bare_address_end, names_another_host, safe_address


@pytest.mark.parametrize(
    ('written', 'href'),
    [
        ('https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'),
        ('HTTP://A.example', 'HTTP://A.example'),
        ('http://localhost:9999/groups/x', 'http://localhost:9999/groups/x'),
        ('http://192.168.0.1/', 'http://192.168.0.1/'),
        ('https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'),
        ('mailto:bob@a.example', 'mailto:bob@a.example'),
    ],
)
def test_web_and_mail_addresses_may_be_linked(written, href):
    assert safe_address(written) == href


@pytest.mark.parametrize(
    'written',
    [
        'javascript:x',
        'JaVaScRiPt:x',
        'java\tscript:x',
        ' javascript:x',
        'data:text/html,x',
        'vbscript:x',
        'file:///x',
        'ftp://a.b',
        'blob:https://a.b',
        'about:blank',
        '/x',
        '//a.b',
        'x',
        '?x',
        '#x',
        '',
        'http://',
        'http:///x',
        'http:a.b',
        'http:\\\\a.b',
        'https://user@a.b',
        'https://bank.example:x@a.b',
        'http://a b',
        'http://a.b:99999',
        'http://256.1.1.1',
        'http://xn--a',
        'https://a.b/\u202ex',
        'https://a\u200b.b',
        'mailto:',
        'mailto:a',
    ],
)
def test_other_addresses_may_not(written):
    assert safe_address(written) is None


@pytest.mark.parametrize(
    ('text', 'address'),
    [
        ('a.example, and', 'a.example'),
        ('a.example/x.', 'a.example/x'),
        ('a.example/x)', 'a.example/x'),
        ('a.example/x_(y)', 'a.example/x_(y)'),
        ('a.example/x_(y)).', 'a.example/x_(y)'),
        ('a.example/?a=b&c=d!', 'a.example/?a=b&c=d'),
        ('a.example:8080/x', 'a.example:8080/x'),
        ('a.example:and', 'a.example'),
        ('a.example"x', 'a.example'),
        ('a.example/x**', 'a.example/x'),
        ('a.example/路径。', 'a.example/路径'),
        ('a.example）', 'a.example'),
        ('', ''),
        ('/x', ''),
    ],
)
def test_an_address_ends_before_what_belongs_to_the_sentence(text, address):
    assert text[: bare_address_end(text, 0)] == address


def test_a_text_that_reads_as_another_host_is_noticed():
    assert names_another_host('https://bank.example', 'https://evil.example')
    assert names_another_host('see www.bank.example', 'https://evil.example') is False  # reads as a sentence
    assert names_another_host('www.bank.example', 'https://evil.example')
    assert not names_another_host('https://A.example/x', 'https://a.example/y')
    assert not names_another_host('README.md', 'https://a.example')


def test_a_text_that_reads_as_no_host_at_all_is_another_than_any():
    assert names_another_host('https://[bank:example]', 'https://evil.example')


@pytest.mark.parametrize(
    ('before', 'address', 'after'),
    [
        (') ', 'a.example/x_(y)', ''),
        ('( ', 'a.example/x', ')'),
        ('', 'a.example/x_(y)', ' )'),
        ('', 'a.example/x', ') ('),
    ],
)
def test_only_the_brackets_of_the_address_itself_count(before, address, after):
    text = before + address + after
    assert text[len(before) : bare_address_end(text, len(before))] == address


def test_a_mail_address_is_another_than_any_host_and_a_host_is_itself_without_its_scheme():
    assert names_another_host('mailto:bob@bank.example', 'https://evil.example')
    assert not names_another_host('www.a.example', 'https://www.a.example/x')
