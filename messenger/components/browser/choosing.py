"""Keys that work everywhere on a page, and choosing from a list below a field."""

SHORTCUTS = """
  if (!window.messengerShortcuts) {
    window.messengerShortcuts = true;
    document.addEventListener('keydown', (e) => {
      const frame = document.querySelector('.shell');
      if (!frame || e.defaultPrevented || e.isComposing || document.querySelector('.q-dialog, .q-menu')) return;
      const ctrl = e.ctrlKey || e.metaKey, types = e.target.closest('input, textarea, [contenteditable]');
      const asked = ctrl && !e.altKey ? {KeyK: 'switch', KeyF: e.shiftKey && 'search'}[e.code]
        : e.altKey ? !ctrl && {ArrowUp: 'previous', ArrowDown: 'next'}[e.key]
        : !types && {'/': 'search', '?': 'keys'}[e.key];
      if (!asked) return;
      e.preventDefault();
      frame.dispatchEvent(new CustomEvent('ask', {detail: asked}));
    });
  }
"""
"""Keys pressed where nothing has the focus reach no element that could listen to them, so the document listens.

Not while a dialog or a menu is open: a second one would cover it.
"""

ASKED = '(e) => emit(e.detail)'
"""The frame of the page is told which shortcut was pressed."""

CHOSEN = '(e) => emit(e.target.value)'
"""What a native select stands at."""

MOVE_IN_LIST = """(e) => {
  const field = e.currentTarget.querySelector('input'), list = e.currentTarget.querySelector('[data-for]');
  const there = () => [...body.querySelectorAll('a.choice, .more-choices')].filter((line) => line.offsetParent);
  const body = e.currentTarget, step = {ArrowUp: -1, ArrowDown: 1}[e.key];
  if (step && !e.isComposing && !e.altKey) {
    e.preventDefault();
    const lines = there(), place = lines.indexOf(document.activeElement) + step, line = lines[place];
    (place < 0 ? field : line)?.focus();
    line?.scrollIntoView({block: 'nearest'});
  } else if (e.key === 'Enter' && e.target === field && !e.isComposing && e.keyCode !== 229) {
    e.preventDefault();
    const typed = field.value, take = () => list.dataset.for === typed && (there()[0]?.click(), true);
    if (!list || take()) return;
    const coming = new MutationObserver(() => (field.value !== typed || take()) && coming.disconnect());
    coming.observe(list, {attributeFilter: ['data-for']});
  }
}"""
"""Moving from line to line must not wait for the server; Enter in the field takes the first line.

`data-for` says for what was typed the list is. While it still is for less, Enter waits for it, unless one types on.
"""

MOVE_IN_MENU = """(e) => {
  const lines = [...e.currentTarget.querySelectorAll('.item')], at = lines.indexOf(document.activeElement);
  const step = {ArrowUp: -1, ArrowDown: 1}[e.key];
  if (!step || at < 0) return;
  e.preventDefault();
  lines.at((at + step) % lines.length).focus();
}"""
"""Two keys in a row both count, however far the server is; below the last line comes the first."""

CHOOSE = """(e) => {
  const line = e.target.closest('a.choice');
  if (!line || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  e.stopPropagation();
  emit(line.dataset.group, Number(line.dataset.at || 0));
}"""
"""A line is a link, which a new tab can be opened from; here the dialog has to close first."""


ESCAPE = """(e) => {
  if (e.key !== 'Escape' || e.isComposing || e.defaultPrevented || e.target.closest('.editor')) return;
  const text = e.target.closest('.composer')?.querySelector('textarea');
  if (!text?.value) emit();
}"""
"""Closes the pane in which it is pressed, but for what else it means there."""


def focus_line(place: int) -> str:
    """Set the focus on a line of the list, such as the first of those that came."""
    return f"document.querySelectorAll('.q-dialog a.choice')[{int(place)}]?.focus()"
