"""The sanitizer holds alone, whatever was written before it."""

import pytest

from messenger.rendering.sanitize import Sanitizer
from tests.rendering.forbidden import faults_of
from tests.rendering.hostile import ATTACKS


@pytest.mark.parametrize('attack', ATTACKS)
def test_raw_attacks_come_out_harmless(attack):
    faults = faults_of(Sanitizer().sanitize(f'<div class="prose"><p>{attack}</p></div>'))
    assert [fault for fault in faults if "'target': '_blank'" not in fault] == []  # a link may lose its address


@pytest.mark.parametrize(
    ('html', 'kept'),
    [
        ('<div class="q-dialog">a</div>', '<div>a</div>'),
        ('<div class="prose q-dialog">a</div>', '<div>a</div>'),
        ('<span class="mention for-x">a</span>', '<span>a</span>'),
        ('<p dir="evil" id="x" title="x">a</p>', '<p>a</p>'),
        ('<ol start="1e9"><li value="x">a</li></ol>', '<ol><li>a</li></ol>'),
        ('<img src="https://a.example/x.png">', ''),
    ],
)
def test_what_is_not_on_the_list_is_dropped(html, kept):
    assert Sanitizer().sanitize(html) == kept


def test_links_open_elsewhere_and_tell_nothing():
    assert Sanitizer().sanitize('<a href="https://a.example" target="_self" rel="opener">a</a>') == (
        '<a href="https://a.example" target="_blank" rel="noopener noreferrer nofollow ugc">a</a>'
    )


def test_addresses_of_our_own_pages_are_dropped():
    for address in ('/sign-out', '?x', '#x', 'x', '//a.example'):
        assert 'href' not in Sanitizer().sanitize(f'<a href="{address}">a</a>')
