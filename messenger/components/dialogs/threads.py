"""The panel of a group's threads, those with the newest messages first."""

from collections.abc import Awaitable, Callable
from html import escape

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from messenger.components import browser
from messenger.components.dialogs.dialog import Dialog
from messenger.components.locale import locale_of
from messenger.components.naming import name_of
from messenger.components.parts import Parts
from messenger.components.preview import FROM_BLOCKED, beginning
from messenger.components.quote import QUOTED_CHARACTERS
from messenger.components.times import short_time
from messenger.live import Locale
from messenger.model.ids import GroupId, LogId, MemberId
from messenger.model.message import Message
from messenger.model.thread import Thread
from messenger.store.store import Store
from messenger.words import _, language, marked, ngettext

NOTHING = marked(
    'There are no threads yet. Point at a message and choose "Open thread": what is said there stands beside.'
)


def show_threads(
    app: Parts, member_id: MemberId, group_id: GroupId, open_thread: Callable[[int], Awaitable[None]]
) -> None:
    """Open the panel in the current slot; `open_thread` opens one, by what it hangs below."""
    locale = locale_of(app.store, member_id, ui.context.client.request)

    async def show() -> None:
        with dialog.refusals():
            threads = await app.actions.threads.list_threads(member_id, group_id)
            if dialog.is_open:
                with dialog:
                    lines = [_line(app, member_id, locale, thread, root) for thread, root in threads]
                    results.props['innerHTML'] = f'<ul role="list">{"".join(lines)}</ul>'
                    status.set_text('' if threads else _(NOTHING))

    async def choose(event: GenericEventArguments) -> None:
        match event.args:
            case [str(), int(root)] if root > 0:
                dialog.close()
                await open_thread(root)

    with Dialog(_('Threads'), side=True) as dialog:
        dialog.body.classes('search')
        dialog.body.on('keydown', js_handler=browser.MOVE_IN_LIST)
        dialog.body.on('click', choose, js_handler=browser.CHOOSE)
        status = ui.label().classes('words').props('role=status')
        results = ui.element('div').classes('results')
    background_tasks.create(show())


def _line(app: Parts, member_id: MemberId, locale: Locale, thread: Thread, root: Message) -> str:
    """Write what a thread hangs below and what it comes to."""
    new = app.store.threads.unread(LogId(root.group_id, root.ordinal), member_id).messages
    words = _begun(app.store, root) if not root.is_deleted else escape(_('Deleted message'))
    if app.store.has_blocked(member_id, root.author_id):
        words = escape(_(FROM_BLOCKED))
    count = escape(ngettext('{count} reply', '{count} replies', thread.count))
    count_new = escape(ngettext('{count} new', '{count} new', new)) if new else ''
    return (
        f'<li><a class="choice" href="/groups/{root.group_id}?thread={root.ordinal}" '
        f'data-group="{root.group_id}" data-at="{root.ordinal}">'
        f'<span class="bit">{words}</span>'
        f'<span class="who"><span>{count}</span> '
        f'<time>{escape(short_time(thread.last_at, locale))}</time>'
        f'{f"""<b class="count">{count_new}</b>""" if new else ""}</span></a></li>'
    )


def _begun(store: Store, root: Message) -> str:
    name, text = name_of(root.author_id, store, language()), beginning(root, language(), QUOTED_CHARACTERS)
    return f'<strong>{escape(name)}</strong> <span dir="auto">{escape(text)}</span>'
