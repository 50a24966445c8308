"""Putting what somebody said into a box, to answer it."""

from nicegui import json

_QUOTING = r"""
  const text = document.getElementById(ID), body = document.querySelector(`[data-o="${ORDINAL}"] .bd`);
  const selection = getSelection();
  const isWithin = selection.rangeCount && body?.contains(selection.getRangeAt(0).commonAncestorContainer);
  const words = ((isWithin && selection.toString().trim()) || WHOLE).trim();
  if (text) {
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    const above = text.value && !text.value.endsWith('\n') ? '\n' : '';
    document.execCommand('insertText', false, above + words.replace(/^/gm, '> ') + '\n');
    text.scrollTop = text.scrollHeight;
  }
"""


def quote(html_id: str, ordinal: int, whole: str) -> str:
    """Quote in a box what is selected in a row, else the whole text of its message; only the browser knows which."""
    return f'const ID = {json.dumps(html_id)}, ORDINAL = {int(ordinal)}, WHOLE = {json.dumps(whole)};{_QUOTING}'
