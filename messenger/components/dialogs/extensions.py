"""The panel in which administrators see how extensions are doing, and switch them on and off."""

from collections.abc import Callable
from functools import partial

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.extensions.extension import ExtensionReport
from messenger.model.ids import MemberId

WHAT = (
    'An extension is code that this server trusts: it may do whatever the server may. Those in the folder are live '
    'once they are saved there. Switched off, one leaves its messages as lines of text, and nothing of them is lost.'
)


def show_extensions(app: Parts, member_id: MemberId) -> None:
    """List all extensions to an administrator, and follow what becomes of them."""
    with Dialog('Extensions', side=True) as dialog:
        dialog.text(WHAT)
        lines = ui.element('ul').classes('lines extensions').props('role=list')

    async def switch(name: str, event: ValueChangeEventArguments[bool | None]) -> None:
        with dialog.refusals():
            await app.extensions.switch(member_id, name, event.value is True)
        if dialog.is_open:
            show()

    def show() -> None:
        member = app.store.member(member_id)
        lines.clear()
        if member is None or not member.is_administrator:
            return dialog.refuse('Only administrators see how extensions are doing. Ask one of them.')
        for report in app.extensions.report():
            with lines, ui.element('li'):
                _line(report)
                if report.is_loaded:
                    _toggle(report, partial(switch, report.name))
        return None

    dialog.follow(app.extensions.listen, lambda _name: show())
    show()


def _line(report: ExtensionReport) -> None:
    with ui.element('span').classes('words'):
        ui.label(' '.join(filter(None, [report.name, report.version]))).classes('name')
        for text in (f'From: {_origin(report)}', _offers(report), _health(report)):
            ui.label(text).classes('second')
        if report.last_error:
            ui.label(report.last_error).classes('second error')


def _toggle(report: ExtensionReport, switch: Callable[[ValueChangeEventArguments[bool | None]], object]) -> None:
    toggle = ui.switch(value=report.is_on, on_change=switch).classes('switch')
    toggle.props['aria-label'] = f'{report.name} is on'


def _origin(report: ExtensionReport) -> str:
    return {'built-in': 'the messenger itself', 'package': 'an installed package', 'folder': 'the folder'}[
        report.origin
    ]


def _offers(report: ExtensionReport) -> str:
    """Write what it adds."""
    named = {'Commands': report.commands, 'Widgets': report.widgets, 'Draws': report.draws, 'Hooks': report.hooks}
    return ' · '.join(f'{kind}: {", ".join(names)}' for kind, names in named.items() if names)


def _health(report: ExtensionReport) -> str:
    """Write how it has done since the start."""
    if not report.is_loaded:
        return 'It could not be loaded:'
    errors = 'no error' if report.errors == 0 else '1 error' if report.errors == 1 else f'{report.errors} errors'
    dropped = f' · too slow for {report.dropped} changes' if report.dropped else ''
    return f'{report.seconds:.2f} s of work · {errors}{dropped}'
