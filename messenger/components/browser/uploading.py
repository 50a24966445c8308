"""Files on their way to the server: only the browser can read them, and tell how far they are."""

from collections.abc import Sequence

from nicegui import json

TOLD = '(e) => emit(...e.detail)'
"""Hears what the listeners below say of files."""

UPLOADS = """
  for (const picker of document.querySelectorAll('.conversation .picker')) {
    if (picker.waiting) continue;
    const place = picker.closest('.conversation');
    const waiting = picker.waiting = new Map();
    const tell = (...detail) => picker.dispatchEvent(new CustomEvent('file', {detail, bubbles: true}));
    const send = picker.send = (key) => {
      const found = waiting.get(key), ask = found.ask = new XMLHttpRequest();
      let told = 0;
      ask.upload.onprogress = ({loaded}) => {
        if (Date.now() - told > 700) { told = Date.now(); tell('progress', key, String(loaded)); }
      };
      ask.onloadend = () => {
        const answer = ask.responseText.slice(0, 2000);
        if (!waiting.has(key)) return;
        if (ask.status === 201) found.id = answer;
        tell(found.id ? 'done' : 'failed', key, ask.status === 500 ? '' : answer);
      };
      ask.open('POST', '/files/' + picker.dataset.group + '?name=' + encodeURIComponent(found.file.name.slice(-400)));
      ask.send(found.file);
    };
    const take = (files) => {
      for (const file of files) {
        const name = file.name.slice(-400), size = String(file.size);
        if (!file.size || file.size > Number(picker.dataset.most)) tell('unfit', size, name);
        else if (waiting.size >= Number(picker.dataset.count)) return tell('many', '', '');
        else {
          const key = createRandomUUID(), view = file.type.startsWith('image/') ? URL.createObjectURL(file) : '';
          waiting.set(key, {file, view});
          tell('new', key, JSON.stringify([name, file.size, view]));
          send(key);
        }
      }
      if (!matchMedia('(pointer: coarse)').matches) place.querySelector('.box textarea')?.focus();
    };
    const holdsFiles = (e) => e.dataTransfer?.types.includes('Files');
    const leave = () => place.classList.remove('dropping');
    picker.addEventListener('input', (e) => e.stopPropagation());
    picker.addEventListener('change', () => { take([...picker.files]); picker.value = ''; });
    place.addEventListener('click', (e) => { if (e.target.closest('.attach')) picker.click(); });
    place.addEventListener('paste', (e) => {
      const pasted = e.clipboardData;
      if (!pasted.files.length || pasted.types.includes('text/plain')) return;
      e.preventDefault();
      take([...pasted.files]);
    });
    place.addEventListener('dragover', (e) => {
      if (holdsFiles(e)) { e.preventDefault(); place.classList.add('dropping'); }
    });
    place.addEventListener('dragleave', (e) => { if (!place.contains(e.relatedTarget)) leave(); });
    place.addEventListener('drop', (e) => {
      leave();
      if (holdsFiles(e)) { e.preventDefault(); take([...e.dataTransfer.files]); }
    });
  }
"""
"""Picked, pasted or dropped, files go to our own route at once, each by itself, so that one can fail and be repeated.

Text that is pasted with a picture of it, as from a spreadsheet, is pasted as text. What the picker says of its
input is not for the draft of the text. Listeners of elements would be
evaluated again at each update, so these are added once.
"""


def drop_upload(log: str, key: str) -> str:
    """Stop and forget a file in the box of a group or thread."""
    quoted = json.dumps(key)
    return (
        f'const waiting = document.querySelector({_picker(log)})?.waiting, found = waiting?.get({quoted});'
        f'if (found) {{ waiting.delete({quoted}); found.ask?.abort(); URL.revokeObjectURL(found.view); }}'
    )


def upload_again(log: str, key: str) -> str:
    """Begin a file's upload anew."""
    return f'document.querySelector({_picker(log)})?.send({json.dumps(key)})'


def hold_upload(log: str, key: str, upload_id: str) -> str:
    """Take up again a file that was uploaded and could not be sent."""
    return f'document.querySelector({_picker(log)})?.waiting?.set({json.dumps(key)}, {{id: {json.dumps(upload_id)}}})'


def forget_views(views: Sequence[str]) -> str:
    """Free the memory of pictures that are shown no longer."""
    return f'for (const view of {json.dumps(views)}) URL.revokeObjectURL(view)'


def _picker(log: str) -> str:
    return json.dumps(f'.picker[data-log="{log}"]')
