"""Which links of a text count."""

import pytest

from messenger.rendering.bodies import Bodies
from messenger.rendering.links import links_in
from tests.actions.written import written


@pytest.mark.parametrize(
    ('text', 'links'),
    [
        ('see https://example.org/a?b=c#d', ['https://example.org/a?b=c#d']),
        ('[here](https://example.org) and https://example.org again', ['https://example.org']),
        ('https://example.org/a#one https://example.org/a#two https://example.org/a', ['https://example.org/a#one']),
        ('`https://example.org` and\n```\nhttps://example.org\n```', []),
        ('||see https://example.org||, https://example.com', ['https://example.com']),
        ('http://example.org ftp://example.org mailto:a@example.org', []),
        ('no link', []),
    ],
)
def test_the_links_are_found_that_everybody_sees(text: str, links: list[str]):
    assert links_in(Bodies().html(written(text))) == links


def test_those_of_http_are_found_where_they_may_be():
    assert links_in(Bodies().html(written('http://intranet/a')), allows_http=True) == ['http://intranet/a']
