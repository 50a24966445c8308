"""The panel in which administrators see how extensions are doing, and switch them on and off."""

from collections.abc import Awaitable, Callable
from functools import partial

from babel.numbers import format_decimal
from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from messenger.components.dialogs.dialog import Dialog
from messenger.components.parts import Parts
from messenger.extensions.extension import ExtensionReport
from messenger.model.ids import MemberId
from messenger.words import _, language, marked, ngettext

Switch = Callable[[str, ValueChangeEventArguments[bool | None]], Awaitable[None]]

WHAT = marked(
    'An extension is code that this server trusts: it may do whatever the server may. Those in the folder are live '
    'once they are saved there. Switched off, one leaves its messages as lines of text, and nothing of them is lost.'
)

ORIGINS = {
    'built-in': marked('From: the messenger itself'),
    'package': marked('From: an installed package'),
    'folder': marked('From: the folder'),
}


def show_extensions(app: Parts, member_id: MemberId) -> None:
    """List all extensions to an administrator, and follow what becomes of them."""
    with Dialog(_('Extensions'), side=True) as dialog:
        dialog.text(_(WHAT))
        lines = ui.element('ul').classes('lines extensions').props('role=list')

    async def switch(name: str, event: ValueChangeEventArguments[bool | None]) -> None:
        with dialog.refusals():
            await app.extensions.switch(member_id, name, event.value is True)
        if dialog.is_open:
            show()

    def show() -> None:
        with dialog:
            _show(app, member_id, dialog, lines, switch)

    dialog.follow(app.extensions.listen, lambda _name: show())
    show()


def _show(app: Parts, member_id: MemberId, dialog: Dialog, lines: ui.element, switch: Switch) -> None:
    member = app.store.member(member_id)
    lines.clear()
    if member is None or not member.is_administrator:
        dialog.refuse(_('Only administrators see how extensions are doing. Ask one of them.'))
        return
    for report in app.extensions.report():
        with lines, ui.element('li'):
            _line(report)
            if report.is_loaded:
                _toggle(report, partial(switch, report.name))


def _line(report: ExtensionReport) -> None:
    with ui.element('span').classes('words'):
        ui.label(' '.join(filter(None, [report.name, report.version]))).classes('name')
        for text in (_(ORIGINS[report.origin]), _offers(report), _health(report)):
            ui.label(text).classes('second')
        if report.last_error:
            ui.label(report.last_error).classes('second error')


def _toggle(report: ExtensionReport, switch: Callable[[ValueChangeEventArguments[bool | None]], object]) -> None:
    toggle = ui.switch(value=report.is_on, on_change=switch).classes('switch')
    toggle.props['aria-label'] = _('{name} is on', name=report.name)


def _offers(report: ExtensionReport) -> str:
    """Write what it adds."""
    commands, widgets, draws, hooks = (
        ', '.join(names) for names in (report.commands, report.widgets, report.draws, report.hooks)
    )
    parts = (
        _('Commands: {names}', names=commands) if commands else '',
        _('Widgets: {names}', names=widgets) if widgets else '',
        _('Draws: {names}', names=draws) if draws else '',
        _('Hooks: {names}', names=hooks) if hooks else '',
    )
    return ' · '.join(filter(None, parts))


def _health(report: ExtensionReport) -> str:
    """Write how it has done since the start."""
    if not report.is_loaded:
        return _('It could not be loaded:')
    parts = [
        _('{seconds} s of work', seconds=format_decimal(report.seconds, '0.00', locale=language())),
        ngettext('{count} error', '{count} errors', report.errors) if report.errors else _('no error'),
    ]
    if report.dropped:
        parts.append(ngettext('too slow for {count} change', 'too slow for {count} changes', report.dropped))
    return ' · '.join(parts)
