"""A chart of values that a program pushes: an HTTP route changes the state of a widget that is posted already.

/chart Temperature
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any

from nicegui import ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from messenger import Message, Messenger, Refused, author, command, hook, only, widget

MOST_VALUES = 100


@dataclass
class Chart:
    """A title, the newest values, oldest first, and the key that whoever pushes them must know."""

    title: str
    key: str
    values: list[float] = field(default_factory=list)


@command('/chart')
def start(title: str) -> Chart:
    """Show values that a program pushes: /chart Temperature"""
    return Chart(title, secrets.token_urlsafe(16))


@widget('chart', summary=lambda chart: f'{chart.title}: {chart.values[-1]:g}' if chart.values else chart.title)
def chart(state: Chart, message: Message) -> None:
    """Draw a line through the values; the key is told to the author alone, in a dialog."""

    def tell() -> None:
        path = f'/api/x/live_chart/{message.group_id}/{message.ordinal}'
        with ui.dialog() as dialog, ui.card():
            ui.label('Push a value with this command, from where the server can be reached:')
            ui.code(f'curl -H "X-Key: {state.key}" -d 21.5 http://localhost:9999{path}', language='bash')
            ui.button('Close', on_click=dialog.close)
        dialog.on('hide', dialog.delete)
        dialog.open()

    ui.label(state.title).classes('widget-title')
    if state.values:
        ui.echart(options_of(state.values)).style('width: 420px; max-width: 100%; height: 160px')
    else:
        ui.label('No values yet.').classes('widget-note')
    with only(author):
        ui.button('How to push values', on_click=tell).props('flat dense no-caps')


def options_of(values: Sequence[float]) -> dict[str, Any]:
    """Return what Apache ECharts needs to draw them."""
    return {
        'animation': False,
        'grid': {'left': 44, 'right': 10, 'top': 10, 'bottom': 22},
        'xAxis': {'type': 'category', 'data': list(range(1, len(values) + 1))},
        'yAxis': {'type': 'value', 'scale': True},
        'series': [{'type': 'line', 'data': list(values), 'showSymbol': len(values) == 1}],
    }


@hook
def routes(messenger: Messenger) -> Sequence[BaseRoute]:
    """Answer at /api/x/live_chart/<group>/<number of the message>."""

    async def push(request: Request) -> Response:
        key, text = request.headers.get('x-key', ''), (await request.body()).decode(errors='replace')

        def add(chart: Chart) -> None:
            if not compare_digest(chart.key.encode(), key.encode()):
                raise Refused('wrong_key', 'This is not the key of the chart. Look behind "How to push values".')
            chart.values = [*chart.values, float(text)][-MOST_VALUES:]

        try:
            await messenger.change(request.path_params['group'], request.path_params['message'], add)
        except ValueError:
            return PlainTextResponse('Push a number, such as 21.5.', 400)
        except Refused as refused:
            return PlainTextResponse(refused.reason, 404 if refused.code == 'not_found' else 403)
        return Response(status_code=204)

    return [Route('/{group}/{message:int}', push, methods=['POST'])]
