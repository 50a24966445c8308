"""The files that wait to be sent: how far each is, what went wrong, and the way to take one out again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from babel.numbers import format_percent
from nicegui import Client, json, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.attachments import MEGABYTE_BYTES, AttachmentLimits
from messenger.actions.enclosed import too_many_files
from messenger.actions.upload_ids import UPLOAD_ID_CHARACTERS, UploadId
from messenger.components import browser
from messenger.components.attached import ANY_ICON, size_text
from messenger.components.button import Button
from messenger.components.log_key import log_key
from messenger.model.attachment import clean_file_name
from messenger.model.ids import LogId, is_request_id
from messenger.words import _, language, marked

NAME_CHARACTERS = 500
LONGEST_NUMBER = 16
NOT_REACHED = marked('The server could not be reached.')


@dataclass(slots=True, kw_only=True)
class Waiting:
    """One file in the tray."""

    name: str
    size_bytes: int
    view: str = ''
    """Where the browser itself shows the picture."""
    sent_bytes: int = 0
    upload_id: UploadId | None = None
    trouble: str = ''
    line: Element | None = field(default=None, repr=False)


class Tray:
    """One viewer's files for one group or thread, between the choice of a file and its message."""

    def __init__(self, log: LogId, limits: AttachmentLimits, *, complain: Callable[[str], None]) -> None:
        """Place the tray; `complain` says what cannot be attached."""
        self._client: Client = ui.context.client
        self._log = log
        self._most_megabytes = limits.most_megabytes
        self._most_files = limits.most_of_a_message
        self._complain = complain
        self._files: dict[str, Waiting] = {}
        self._element = Element('ul').classes('tray')
        self._element.props['aria-label'] = _('Files to send')
        self._element.set_visibility(False)

    def wake(self) -> None:
        """Let the browser take what is picked, pasted or dropped; call when the page is connected."""
        self._client.run_javascript(browser.UPLOADS)

    def picker(self) -> str:
        """Write the button and what opens when it is pressed; `hear` must be told what happens on it."""
        attach = escape(_('Attach files'))
        return (
            f'<button type="button" class="button icon attach" data-icon="attach_file" title="{attach}">'
            f'{attach}</button><input type="file" class="picker" multiple hidden data-group="{self._log.group_id}"'
            f' data-log="{log_key(self._log)}"'
            f' data-most="{self._most_megabytes * MEGABYTE_BYTES}" data-count="{self._most_files}">'
        )

    def take_out(self, upload_ids: Sequence[str]) -> dict[str, Waiting]:
        """Take out the files that are being sent, so that they can be put back."""
        taken = {key: each for key, each in self._files.items() if each.upload_id in upload_ids}
        for key in taken:
            self._forget(key)
        return taken

    def let_go(self, taken: dict[str, Waiting]) -> None:
        """Let the browser forget pictures that were sent."""
        if views := [each.view for each in taken.values() if each.view]:
            self._client.run_javascript(browser.forget_views(views))

    def put_back(self, taken: dict[str, Waiting]) -> None:
        """Show files again whose message was refused."""
        for key, each in taken.items():
            self._files[key] = each
            self._client.run_javascript(browser.hold_upload(log_key(self._log), key, each.upload_id or ''))
            self._draw(key)

    def unready(self) -> str:
        """Say what a message waits for that cannot be sent yet."""
        failed = [each.name for each in self._files.values() if each.trouble]
        if failed:
            return _('{file} could not be uploaded. Try it again or remove it, then send.', file=failed[0])
        return _('Wait a moment: not all files are uploaded yet.')

    def hear(self, event: GenericEventArguments) -> None:
        """Take in what the browser says of a file; what no page of ours says is ignored."""
        match event.args:
            case ['new', key, str(told)] if is_request_id(key) and len(self._files) < self._most_files:
                self._add(key, told)
            case ['progress', str(key), str(count)] if key in self._files and _is_count(count):
                self._files[key].sent_bytes = int(count)
                self._draw(key)
            case ['done', str(key), str(upload_id)] if key in self._files and len(upload_id) <= UPLOAD_ID_CHARACTERS:
                self._files[key].upload_id = UploadId(upload_id)
                self._draw(key)
            case ['failed', str(key), str(reason)] if key in self._files:
                self._files[key].trouble = reason.strip()[:300] or _(NOT_REACHED)
                self._draw(key)
            case ['many', _, _]:
                self._complain(too_many_files(self._most_files).said(language()))
            case ['unfit', str(size), str(name)] if _is_count(size):
                self._complain(self._unfit(int(size), clean_file_name(name[-NAME_CHARACTERS:])))

    def _unfit(self, size: int, name: str) -> str:
        if size == 0:
            return _('{file} is empty: there is nothing to send.', file=name)
        return _(
            '{file} is {size}; files up to {most} MB can be sent.',
            file=name,
            size=size_text(size, language()),
            most=self._most_megabytes,
        )

    def _add(self, key: str, told: str) -> None:
        try:
            heard = json.loads(told)
        except ValueError:
            return
        match heard:
            case [str(name), int(size), str(view)] if view.startswith('blob:') or not view:
                name = clean_file_name(name[-NAME_CHARACTERS:])
                self._files[key] = Waiting(name=name, size_bytes=size, view=view[:300])
                self._draw(key)

    def _draw(self, key: str) -> None:
        """Write a line anew; its buttons stay, so that the focus does."""
        file = self._files[key]
        if file.line is None or file.line.is_deleted:
            file.line = self._new_line(key, file)
        told, again = list(file.line)[:2]
        with self._element:
            told.props['innerHTML'] = _words(file)
        again.set_visibility(bool(file.trouble))
        file.line.classes(add='bad' if file.trouble else '', remove='' if file.trouble else 'bad')
        self._element.set_visibility(True)

    def _new_line(self, key: str, file: Waiting) -> Element:
        with self._element, Element('li') as line:
            Element('div').classes('told')
            Button(_('Try {file} again', file=file.name), lambda: self._again(key), icon='refresh', look='icon')
            Button(_('Remove {file}', file=file.name), lambda: self._remove(key), icon='close', look='icon')
        return line

    def _again(self, key: str) -> None:
        self._files[key].trouble, self._files[key].sent_bytes = '', 0
        self._client.run_javascript(browser.upload_again(log_key(self._log), key))
        self._draw(key)

    def _remove(self, key: str) -> None:
        if key in self._files:
            self._client.run_javascript(browser.drop_upload(log_key(self._log), key))
            self._forget(key)

    def _forget(self, key: str) -> None:
        line = self._files.pop(key).line
        if line is not None and not line.is_deleted:
            line.delete()
        self._element.set_visibility(bool(self._files))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER


def _words(file: Waiting) -> str:
    """Write what a line says, with the picture or an icon before it."""
    sign = f'<img src="{escape(file.view)}" alt="">' if file.view else f'<i data-icon="{ANY_ICON}"></i>'
    return f'{sign}<span class="words"><bdi class="name">{escape(file.name)}</bdi>{_state(file)}</span>'


def _state(file: Waiting) -> str:
    size = size_text(file.size_bytes, language())
    if file.trouble:
        return f'<span class="state" role="alert">{escape(file.trouble)}</span>'
    if file.upload_id:
        return f'<span class="state">{size}</span>'
    percent = min(99, file.sent_bytes * 100 // max(1, file.size_bytes))
    name = escape(_('Uploading {file}', file=file.name))
    part = format_percent(percent / 100, locale=language())
    return (
        f'<span class="state">{escape(_("{percent} of {size}", percent=part, size=size))}</span>'
        f'<progress max="100" value="{percent}" aria-label="{name}"></progress>'
    )
