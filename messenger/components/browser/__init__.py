"""All the JavaScript of the messenger: what only the browser itself can do, one reason each.

The constants are event handlers, in which `emit(...)` calls the Python handler of the
element they stand on; the functions make one-time calls for `client.run_javascript`.
Keys in `sessionStorage`: ``sent:<request id>`` holds a message until the server accepted
it, ``draft:<log>`` what was typed in a group or thread; both survive a reload and a restart of the server.
What would make this file too long has a file beside it and is named here, so that all say ``browser.NAME``.
"""

from collections.abc import Sequence
from typing import Any

from nicegui import Client, json

from messenger.components.browser.choosing import ASKED as ASKED
from messenger.components.browser.choosing import CHOOSE as CHOOSE
from messenger.components.browser.choosing import CHOSEN as CHOSEN
from messenger.components.browser.choosing import ESCAPE as ESCAPE
from messenger.components.browser.choosing import MOVE_IN_LIST as MOVE_IN_LIST
from messenger.components.browser.choosing import MOVE_IN_MENU as MOVE_IN_MENU
from messenger.components.browser.choosing import SHORTCUTS as SHORTCUTS
from messenger.components.browser.choosing import focus_line as focus_line
from messenger.components.browser.completing import ASK as ASK
from messenger.components.browser.completing import completing as completing
from messenger.components.browser.completing import offer as offer
from messenger.components.browser.holding import HOLD as HOLD
from messenger.components.browser.holding import KEEP_FOCUS as KEEP_FOCUS
from messenger.components.browser.marking import marking as marking
from messenger.components.browser.notifying import ASK_TO_NOTIFY as ASK_TO_NOTIFY
from messenger.components.browser.notifying import SWITCH as SWITCH
from messenger.components.browser.notifying import leave_to_notify as leave_to_notify
from messenger.components.browser.notifying import notify as notify
from messenger.components.browser.notifying import unless_open as unless_open
from messenger.components.browser.picking import PICK as PICK
from messenger.components.browser.picking import SEEK as SEEK
from messenger.components.browser.picturing import TAKE_PICTURE as TAKE_PICTURE
from messenger.components.browser.pressing import PRESS as PRESS
from messenger.components.browser.pressing import PRESSED as PRESSED
from messenger.components.browser.quoting import quote as quote
from messenger.components.browser.showing import show_divider as show_divider
from messenger.components.browser.showing import show_row as show_row
from messenger.components.browser.uploading import TOLD as TOLD
from messenger.components.browser.uploading import UPLOADS as UPLOADS
from messenger.components.browser.uploading import drop_upload as drop_upload
from messenger.components.browser.uploading import forget_views as forget_views
from messenger.components.browser.uploading import hold_upload as hold_upload
from messenger.components.browser.uploading import upload_again as upload_again
from messenger.model.ids import RequestId

ANSWER_SECONDS = 5.0
"""How long a page that has just connected may take to answer a question."""

SEND = """(e) => {
  const text = e.currentTarget.querySelector('textarea'), quoted = e.currentTarget.querySelector('[data-reply]');
  if (quoted && (e.type === 'click' ? e.target.closest('.unreply') : e.key === 'Escape' && !e.isComposing)) {
    quoted.remove();
    e.preventDefault();
    text.focus();
    return emit('unreply', '', 0);
  }
  if (e.type === 'keydown') {
    if (e.isComposing || e.keyCode === 229 || e.target !== text) return;
    if (e.key === 'ArrowUp' && !e.altKey && !text.value) { e.preventDefault(); return emit('last', '', 0); }
    if (e.key !== 'Enter' || e.shiftKey) return;
    const makesLine = e.currentTarget.closest('[data-enter=line]') || matchMedia('(pointer: coarse)').matches;
    if (makesLine && !e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
  } else if (!e.target.closest('.send')) return;
  const files = e.currentTarget.querySelector('.picker').waiting, ids = [...(files?.values() || [])].map((f) => f.id);
  if (!text.value.trim() && !ids.length) return;
  if (ids.includes(undefined)) return emit('unready', '', 0);
  const count = [...text.value].length;
  if (count > Number(text.dataset.most)) return emit('long', '', count);
  const id = createRandomUUID(), {group, thread, log} = text.dataset, reply = Number(quoted?.dataset.reply || 0);
  const place = [Number(thread), Boolean(e.currentTarget.querySelector('.too input')?.checked)];
  sessionStorage.setItem('sent:' + id, JSON.stringify([id, group, text.value, ids, reply, ...place]));
  sessionStorage.removeItem('draft:' + log);
  emit(id, text.value, count, ids, reply, ...place);
  files?.clear();
  quoted?.remove();
  for (const too of e.currentTarget.querySelectorAll('.too input')) too.checked = false;
  text.value = '';
  text.dataset.sent = Number(text.dataset.sent || 0) + 1;
  text.focus();
  e.currentTarget.closest('.conversation').querySelector('[role=log]').scrollTop = 0;
}"""
"""Enter, Ctrl+Enter and the button: text and files must be safe before it leaves and the box empty at once.

Never while an input method composes; on a touch keyboard, and for who wants it so, Enter is a new line. The quote of
what the text replies to goes with it, or Escape takes it away: what is typed a moment later must not be a reply too.
"""

DRAFT = """(e) => {
  const text = e.target;
  if (text.value) sessionStorage.setItem('draft:' + text.dataset.log, text.value);
  else sessionStorage.removeItem('draft:' + text.dataset.log);
  if (text.value.length <= 15000) emit(text.value, Number(text.dataset.sent || 0));
}"""
"""What is typed is kept here first: the server may be away. The count tells the server which drafts were sent since.

A longer text stays here alone: a character takes up to four bytes on the way, and a frame above 64 KiB ends the
connection.
"""

LOOK = """(e) => {
  const text = e.currentTarget.querySelector('textarea'), isAsked = e.target.closest('.look');
  const isOpen = e.currentTarget.querySelector('.sample'), isFollowing = isOpen && e.type === 'input';
  if (isAsked || isFollowing) emit(isAsked && isOpen ? '' : text.value.slice(0, 15000));
}"""
"""Opens and closes the preview, and keeps it up with what is typed while it is open."""

REPORT = """(e) => {
  const log = e.currentTarget, box = log.getBoundingClientRect();
  const seen = [...log.querySelectorAll('[data-o]')].filter((row) => {
    const place = row.getBoundingClientRect();
    return place.bottom > box.top + 1 && place.top < box.bottom - 1;
  });
  const at = (row) => Number(row?.dataset.o || 0);
  emit(at(seen[0]), at(seen[seen.length - 1]), log.scrollTop > -48, !document.hidden);
}"""
"""Which rows are on screen is known to the browser alone: it serves receipts, the pill and paging."""

CLICK = """(e) => {
  const button = e.target.closest('[data-do]');
  const place = button?.closest('[data-o], [data-for]')?.dataset, ordinal = Number(place?.o || place?.for || 0);
  if (button?.dataset.do === 'copy-code') {
    const code = button.parentElement.querySelector('code').textContent;
    if (!navigator.clipboard) return prompt(button.closest('[data-copy]').dataset.copy, code);
    navigator.clipboard.writeText(code);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
  } else if (button?.dataset.emoji) emit(button.dataset.do, ordinal, button.dataset.emoji);
  else if (button) emit(button.dataset.do, ordinal);
}"""
"""One listener for all rows, or all buttons of a header: one in each would be evaluated again at each update.

Code is copied right here: no browser lets a page do so later than in the click itself.
"""

KEYS = """(e) => {
  const rows = [...e.currentTarget.querySelectorAll('[data-o]')].filter((row) => row.offsetHeight);
  const row = e.target.closest('[data-o]');
  const step = e.altKey ? 0 : {ArrowUp: -1, ArrowDown: 1}[e.key];
  if (step) {
    e.preventDefault();
    const next = row ? rows[rows.indexOf(row) + step] : rows[rows.length - 1];
    next?.focus();
    next?.scrollIntoView({block: 'nearest'});
  } else if (row === e.target && !e.ctrlKey && !e.metaKey && !e.altKey) {
    const key = e.key.length > 1 ? e.key : e.key.toLowerCase();
    const action = {e: 'edit', Delete: 'delete', m: 'menu', q: 'quote', r: 'reply', t: 'thread', '+': 'react'}[key];
    if (action) { e.preventDefault(); emit(action, Number(row.dataset.o)); }
  }
}"""
"""Moving the focus from row to row must not wait for the server."""

EDIT = """(e) => {
  const text = e.currentTarget.querySelector('textarea');
  const makesLine = e.currentTarget.closest('[data-enter=line]') || matchMedia('(pointer: coarse)').matches;
  const save = e.type === 'click' ? e.target.closest('.save')
    : e.target === text && e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229
      && (e.ctrlKey || e.metaKey || !makesLine);
  const count = [...text.value].length;
  if (save) e.preventDefault();
  if (save && count > Number(text.dataset.most)) emit('long', String(count));
  else if (save) emit('save', text.value);
  else if (e.key === 'Escape' || (e.type === 'click' && e.target.closest('.cancel'))) emit('cancel', '');
}"""
"""The edited text is read when it is saved, so that typing never waits for the server.

A text too long for a message may be too long for a frame, too: only its length is told.
"""

WATCH = """
  const report = () => {
    for (const log of document.querySelectorAll('[role=log]')) log.dispatchEvent(new Event('scroll'));
  };
  if (!window.messengerWatches) {
    window.messengerWatches = true;
    document.addEventListener('visibilitychange', report);
    window.addEventListener('focus', report);
    window.addEventListener('resize', report);
  }
  report();
"""
"""A tab that is hidden or shown fires no event that an element could listen to."""

LOCALE = 'return [Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.language]'
"""The reader's time zone and language; no header tells the zone."""

UNSENT = """
  return Object.keys(sessionStorage).filter((key) => key.startsWith('sent:')).map((key) => key.slice(5)).slice(0, 100)
"""
"""Request ids of messages that left and were never answered; the texts together may be too long for a frame."""


def to_newest(html_id: str) -> str:
    """Go down to the newest message of a log, whose scroll runs from 0 upwards into the negative."""
    return f'const log = document.getElementById({json.dumps(html_id)}); if (log) log.scrollTop = 0'


async def ask(client: Client, code: str) -> Any:
    """Return what the page answers, None when it is gone or too busy; whatever it says is a stranger's word."""
    try:
        return await client.run_javascript(code, timeout=ANSWER_SECONDS)
    except TimeoutError:
        return None


def unsent(request_id: RequestId) -> str:
    """Ask for one such message, as [request id, group id, text, upload ids, ordinal replied to or 0, ...].

    After these come the ordinal of what the thread hangs below or 0, and whether it is for the group, too.
    """
    return f"return JSON.parse(sessionStorage.getItem('sent:' + {json.dumps(request_id)}))"


def accepted(request_ids: Sequence[str]) -> str:
    """Forget messages that the server accepted or finally refused."""
    return f"for (const id of {json.dumps(request_ids)}) sessionStorage.removeItem('sent:' + id)"


def give_back(html_id: str, text: str) -> str:
    """Put a refused text back into its box, before what was typed since."""
    return (
        f'const box = document.getElementById({json.dumps(html_id)}); if (box) {{'
        f"box.value = {json.dumps(text)} + (box.value ? '\\n' + box.value : '');"
        "box.dispatchEvent(new Event('input')); box.focus(); }"
    )


def restore(html_id: str) -> str:
    """Bring back what this tab typed and the server may never have heard."""
    return (
        f'const box = document.getElementById({json.dumps(html_id)});'
        "const kept = box && sessionStorage.getItem('draft:' + box.dataset.log);"
        "if (kept && kept !== box.value) { box.value = kept; box.dispatchEvent(new Event('input')); }"
    )


def kept(log: str, text: str) -> str:
    """Forget a draft that the server has, unless it went on since."""
    key = json.dumps(f'draft:{log}')
    return f'if (sessionStorage.getItem({key}) === {json.dumps(text)}) sessionStorage.removeItem({key})'


def follow(html_id: str, before: str, text: str) -> str:
    """Put another tab's draft into a box in which nothing else was typed since."""
    return (
        f'const box = document.getElementById({json.dumps(html_id)}); if (box && box.value === {json.dumps(before)}) {{'
        f"box.value = {json.dumps(text)}; sessionStorage.removeItem('draft:' + box.dataset.log); }}"
    )


def focus(html_id: str, *, opens_keyboard: bool = False) -> str:
    """Set the focus, with the caret at the end of a text; not where it would open a touch keyboard unasked."""
    is_right = 'true' if opens_keyboard else "!matchMedia('(pointer: coarse)').matches"
    return (
        f'const box = document.getElementById({json.dumps(html_id)});'
        f'if (box && {is_right}) {{'
        'box.focus(); if (box.setSelectionRange) box.setSelectionRange(box.value.length, box.value.length); }'
    )


def focus_if_free(html_id: str) -> str:
    """Set the focus as `focus` does where what held it is gone: who went on to something else stays there."""
    return f'if (document.activeElement === document.body) {{ {focus(html_id)} }}'


def refocus_row(html_id: str, ordinal: int) -> str:
    """Set the focus back on a row whose menu was closed by a key: the menu itself gives it to the log around."""
    return (
        f'const log = document.getElementById({json.dumps(html_id)}); if (log && document.activeElement === log)'
        f'log.querySelector(\'[data-o="{int(ordinal)}"]\')?.focus({{preventScroll: true}})'
    )


def copy(text: str, ask: str) -> str:
    """Copy a text; where the page is plain http off localhost the browser offers no clipboard, so `ask` to do it."""
    quoted, words = json.dumps(text), json.dumps(ask)
    return f'if (navigator.clipboard) navigator.clipboard.writeText({quoted}); else prompt({words}, {quoted})'


def copy_address(path: str, ask: str) -> str:
    """Copy the whole address of a path; the server may not know by which name it was reached."""
    return (
        f'const address = location.origin + {json.dumps(path)};'
        f'if (navigator.clipboard) navigator.clipboard.writeText(address); else prompt({json.dumps(ask)}, address)'
    )
