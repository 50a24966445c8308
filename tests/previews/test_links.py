"""Which links of a text are looked at."""

import pytest

from messenger.previews.links import links_in
from messenger.rendering.bodies import Bodies
from tests.actions.written import written


@pytest.mark.parametrize(
    ('text', 'links'),
    [
        ('see https://example.org/a?b=c#d', ['https://example.org/a?b=c']),
        ('[here](https://example.org) and https://example.org again', ['https://example.org']),
        ('`https://example.org` and\n```\nhttps://example.org\n```', []),
        ('||see https://example.org||, https://example.com', ['https://example.com']),
        ('http://example.org ftp://example.org mailto:a@example.org', []),
        (
            ' '.join(f'https://example.org/{number}' for number in range(5)),
            [f'https://example.org/{n}' for n in range(3)],
        ),
        ('no link', []),
    ],
)
def test_the_first_links_are_looked_at_that_everybody_sees(text: str, links: list[str]):
    assert links_in(Bodies().html(written(text))) == links


def test_those_of_http_are_looked_at_where_they_may_be():
    assert links_in(Bodies().html(written('http://intranet/a')), allows_http=True) == ['http://intranet/a']
