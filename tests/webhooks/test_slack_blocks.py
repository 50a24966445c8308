"""The words in Slack's blocks."""

from messenger.webhooks.slack_blocks import text_of_blocks


def mrkdwn(text: str) -> dict[str, str]:
    return {'type': 'mrkdwn', 'text': text}


def test_each_block_is_a_paragraph() -> None:
    blocks = [
        {'type': 'header', 'text': {'type': 'plain_text', 'text': 'Build *7*'}},
        {'type': 'section', 'text': mrkdwn('*failed* on <https://ci.example/7|main>'), 'fields': [mrkdwn('by Ann')]},
        {'type': 'divider'},
        {'type': 'context', 'elements': [mrkdwn('a'), {'type': 'image', 'alt_text': 'x'}, mrkdwn('b')]},
        {'type': 'image', 'title': {'type': 'plain_text', 'text': 'Chart'}, 'alt_text': 'unused'},
        {'type': 'actions', 'elements': [{'type': 'button', 'text': {'type': 'plain_text', 'text': 'Go'}}]},
    ]
    assert text_of_blocks(blocks) == (
        '**Build *7***\n\n**failed** on [main](https://ci.example/7)\nby Ann\n\na b\n\nChart'
    )


def test_rich_text_keeps_its_form() -> None:
    section = {
        'type': 'rich_text_section',
        'elements': [
            {'type': 'text', 'text': 'now', 'style': {'bold': True, 'italic': True}},
            {'type': 'text', 'text': ' '},
            {'type': 'link', 'url': 'https://example.org', 'text': 'here'},
            {'type': 'link', 'url': 'https://example.org'},
            {'type': 'emoji', 'name': 'tada'},
            {'type': 'user', 'user_id': 'U1'},
            {'type': 'broadcast', 'range': 'channel'},
        ],
    }
    words = {'type': 'rich_text_section', 'elements': [{'type': 'text', 'text': 'one'}]}
    blocks = [
        {
            'type': 'rich_text',
            'elements': [
                section,
                {'type': 'rich_text_list', 'elements': [words, words]},
                {'type': 'rich_text_quote', 'elements': [{'type': 'text', 'text': 'said'}]},
                {'type': 'rich_text_preformatted', 'elements': [{'type': 'text', 'text': 'x = 1'}]},
            ],
        }
    ]
    assert text_of_blocks(blocks) == (
        '**_now_** [here](https://example.org)https://example.org:tada:@U1@all\n- one\n- one\n> said\n```\nx = 1\n```'
    )


def test_nesting_ends() -> None:
    element: object = {'type': 'text', 'text': 'deep'}
    for _ in range(900):
        element = {'type': 'rich_text_section', 'elements': [element]}
    assert text_of_blocks([{'type': 'rich_text', 'elements': [element]}]) == ''


def test_nonsense_has_no_words() -> None:
    for nonsense in (None, 7, {}, [None, 7, [], {}], [{'type': 'section', 'text': 7, 'fields': 7}]):
        assert text_of_blocks(nonsense) == ''
    assert text_of_blocks([{'type': 'rich_text', 'elements': [7, {'type': 'text', 'text': None, 'style': 7}]}]) == ''
