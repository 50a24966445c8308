"""Where to go after a form."""

import pytest

from messenger.routes.forms import local_path


@pytest.mark.parametrize('path', ['/', '/groups/abc', '/groups/abc?at=5#x', '/invite/a-b_c'])
def test_a_path_of_this_site_is_kept(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    'path',
    [None, '', 'groups', '//evil.example', '///evil.example', '/\\evil.example', '/\\\\evil', 'https://evil.example',
     'javascript:x', '/a\r\nSet-Cookie: x', '/\t/evil.example', '/' + 'x' * 500, '/sign-in', '/sign-in?next=/',
     '/sign-out'],
)  # fmt: skip
def test_anything_else_is_the_start_page(path):
    assert local_path(path) == '/'
