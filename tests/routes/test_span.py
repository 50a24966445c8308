"""Which part of a file is asked for."""

import pytest

from messenger.routes.span import Unsatisfiable, span_of


@pytest.mark.parametrize(
    ('header', 'span'),
    [
        (None, None),
        ('bytes=0-', (0, 10)),
        ('bytes=0-0', (0, 1)),
        ('bytes=9-', (9, 1)),
        ('bytes=5-99', (5, 5)),
        ('bytes=-3', (7, 3)),
        ('bytes=-99', (0, 10)),
        ('bytes=5-2', None),
        ('bytes=-', None),
        ('bytes=0-1,3-4', None),
        ('items=0-1', None),
        ('bytes=x-y', None),
    ],
)
def test_a_simple_range_is_understood_and_anything_else_is_the_whole(header, span):
    assert span_of(header, 10) == span


@pytest.mark.parametrize('header', ['bytes=10-', 'bytes=10-20', 'bytes=-0'])
def test_a_range_behind_the_end_is_told(header):
    with pytest.raises(Unsatisfiable):
        span_of(header, 10)
