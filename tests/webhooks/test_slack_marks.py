"""Slack's marks as ours."""

import pytest

from messenger.webhooks.slack_marks import from_slack


@pytest.mark.parametrize(
    ('slack', 'markdown'),
    [
        ('*bold* and _italic_ and ~struck~', '**bold** and _italic_ and ~~struck~~'),
        ('2 * 3 * 4', '2 * 3 * 4'),
        ('* item\n* item', '* item\n* item'),
        ('a*b*c', 'a*b*c'),
        ('**bold** already', '**bold** already'),
        ('~~struck~~ already', '~~struck~~ already'),
        ('`*code*` *bold*', '`*code*` **bold**'),
        ('```\n*code* &lt;x&gt;\n```', '```\n*code* <x>\n```'),
        ('&lt;b&gt; &amp;amp;', '<b> &amp;'),
        ('<https://example.org/a_b_c*d*>', 'https://example.org/a_b_c*d*'),
        ('<https://example.org/?a=1&amp;b=2|all [of] it>', '[all \\[of\\] it](https://example.org/?a=1&b=2)'),
        ('<mailto:ann@example.org|Ann>', '[Ann](mailto:ann@example.org)'),
        ('<mailto:ann@example.org>', 'ann@example.org'),
        ('<!here> <!channel> <!everyone>', '@here @all @all'),
        ('<!subteam^S1|@ops> <!date^1392734382^{date}|18 Feb>', '@ops 18 Feb'),
        ('<@U012AB3CD> <@U1|ann> <#C1|general>', '@U012AB3CD @ann #general'),
        ('<javascript:alert(1)|click>', 'click (javascript:alert(1))'),
        ('<https://example.org/) [x](https://evil.example|y>', 'y (https://example.org/) [x](https://evil.example)'),
        ('1 < 2 > 0', '1 < 2 > 0'),
        ('<>', '<>'),
    ],
)
def test_marks_are_turned(slack: str, markdown: str) -> None:
    assert from_slack(slack) == markdown


@pytest.mark.parametrize('hostile', ['*' * 50_000, '*a' * 25_000, '<' * 50_000, '`' * 50_000, '~a ' * 15_000])
def test_hostile_marks_take_no_longer_than_others(hostile: str) -> None:
    """Each would take minutes, were anything tried again from every place; the limit of a test's time says so."""
    assert from_slack(hostile)
