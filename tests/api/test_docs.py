"""docs/api.md: what it shows works, and it leaves nothing out."""

import asyncio
import inspect
import re

import pytest

from messenger.api.api import Api
from messenger.api.problems import RESPONSES
from messenger.api.shaping import event_type
from messenger.client import Client
from messenger.model.changes import GroupFact
from tests.api.ready import Ready
from tests.docs.project import ROOT

TEXT = (ROOT / 'docs' / 'api.md').read_text()
(BLOCK,) = re.findall(r'^```python\n(.*?)^```', TEXT, re.MULTILINE | re.DOTALL)


def rows(head: str) -> str:
    """Return the table under a heading."""
    return TEXT.partition(f'\n## {head}\n')[2].partition('\n## ')[0]


@pytest.mark.timeout(60)
async def test_what_is_shown_works(ready: Ready) -> None:
    """The bot asks, somebody reacts, and the question says so."""
    shown: dict[str, object] = {}
    exec(BLOCK, shown)
    counting = asyncio.create_task(shown['count_votes'](ready.server.url, ready.token))
    async with Client(ready.server.url, ready.token) as somebody:
        async for event in somebody.follow(ready.group_id, after=0):
            if event.type == 'message_sent' and 'Lunch?' in event.data['text']:
                await somebody.react(ready.group_id, event.ordinal, '👍')
                break
        await counting
        message = await somebody.message(ready.group_id, event.ordinal)
    assert message.text == 'Lunch: 1 will come'


def test_every_operation_is_told(api: Api) -> None:
    told = set(re.findall(r'`([A-Z]+ /[^`]*)`', rows('What there is')))
    there = {
        f'{method.upper()} {path}' for path, operations in api.document()['paths'].items() for method in operations
    }
    assert told == there


def test_every_event_is_told_with_its_data(api: Api) -> None:
    told = {
        name: set(re.findall(r'`(\w+)`', data))
        for names, data in re.findall(r'^\| (`\w+`(?:, `\w+`)*) \| (.*) \|$', rows('What happens, as it happens'), re.M)
        for name in re.findall(r'`(\w+)`', names)
    }
    renamed = {'target': 'ordinal', 'attachments': 'files'}
    for kind in GroupFact.__args__:
        fields = {renamed.get(name, name) for name in kind.__dataclass_fields__} - {'group_id'}
        assert told.pop(event_type(kind)) - {'ordinal'} == fields - {'ordinal'}, kind
    assert told == {}


@pytest.mark.parametrize('status', sorted([*RESPONSES, 405]))
def test_every_status_is_told(status: int) -> None:
    assert f'\n| {status} |' in rows('When it is not done')


def test_every_method_of_the_client_is_told() -> None:
    names = {name for name, _ in inspect.getmembers(Client, inspect.isfunction) if not name.startswith('_')}
    told = TEXT.partition('Its methods are')[2].partition('\n\n')[0]
    assert set(re.findall(r'`(\w+)`', told)) == names
