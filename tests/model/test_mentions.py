"""Which members a text names with an @."""

from datetime import UTC, datetime

import pytest

from messenger.model.ids import MemberId
from messenger.model.member import Member
from messenger.model.mentions import MOST_MENTIONS, MOST_SIGNS, find_mentions
from messenger.model.names import name_key

MEMBERS = {
    name_key(name): Member(id=MemberId(name), name=name, registered_at=datetime(2026, 1, 1, tzinfo=UTC))
    for name in ('Ann', 'Ann Lee', 'Ann 2', 'Bob', "O'Neil", '天气', 'R2-D2', 'C++')
}


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(each.member_id, each.name) for each in find_mentions(text, lambda name: MEMBERS.get(name_key(name)))]


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('@Ann', [('Ann', 'Ann')]),
        ('hi @Ann!', [('Ann', 'Ann')]),
        ('@ann @ANN', [('Ann', 'ann'), ('Ann', 'ANN')]),
        ('@Ann Lee and @Bob', [('Ann Lee', 'Ann Lee'), ('Bob', 'Bob')]),
        ('@Ann leeway', [('Ann', 'Ann')]),
        ('@Ann 2 apples', [('Ann 2', 'Ann 2')]),
        ('(@Bob) **@Bob**', [('Bob', 'Bob')]),
        ("@O'Neil's", [("O'Neil", "O'Neil")]),
        ("@Bob's", [('Bob', 'Bob')]),
        ('@天气,你好', [('天气', '天气')]),
        ('@R2-D2: beep', [('R2-D2', 'R2-D2')]),
        ('@C++ rocks', [('C++', 'C++')]),
        ('@Bob\n@Ann', [('Bob', 'Bob'), ('Ann', 'Ann')]),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text, expected):
    assert mentioned(text) == expected


@pytest.mark.parametrize(
    'text',
    [
        '@Annabel',
        '@Carol',
        'ann@Bob',
        'mail x.y+z@Bob.de',
        'https://example.org/@Bob',
        '@ Bob',
        '@An n',
        '@@Bob',
        r'\@Bob',
        '`@Bob`',
        '``x ` @Bob``',
        '```\n@Bob\n```',
        '~~~py\n@Bob',
        '````\n```\n@Bob\n````',
        '',
    ],
)
def test_what_only_looks_like_a_mention_is_none(text):
    assert mentioned(text) == []


@pytest.mark.parametrize('text', ['` @Bob', '`a`` @Bob', r'\`@Ann` @Bob', 'a`\n\n`@Bob', '```a```\n@Bob', '~~ @Bob'])
def test_a_backtick_that_opens_no_code_hides_no_mention(text):
    assert ('Bob', 'Bob') in mentioned(text)


def test_what_follows_a_fence_is_read_again():
    assert mentioned('```\n@Ann\n```\n@Bob') == [('Bob', 'Bob')]


def test_a_text_of_nothing_but_at_signs_costs_little():
    looked_up = []
    find_mentions('@Bob ' * 2000, looked_up.append)
    assert len(looked_up) <= MOST_SIGNS * 20


def test_one_message_mentions_only_so_many():
    members = [
        Member(id=MemberId(f'm{number}'), name=f'm{number}', registered_at=datetime(2026, 1, 1, tzinfo=UTC))
        for number in range(99)
    ]
    text = ' '.join(f'@m{number}' for number in range(99))
    found = find_mentions(text, lambda name: next((each for each in members if each.name == name), None))
    assert len(found) == MOST_MENTIONS
