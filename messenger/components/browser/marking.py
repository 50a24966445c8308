"""Keys that put marks around what is selected in a box."""

from nicegui import json

_MARKING = r"""
  const text = document.getElementById(ID);
  if (text && !text.marks) {
    text.marks = true;
    const isApple = /Mac|iP/.test(navigator.platform);
    const put = (start, end, words, from, to) => {
      text.setSelectionRange(start, end);
      document.execCommand('insertText', false, words);
      text.setSelectionRange(start + from, start + to);
    };
    const selected = () => {
      let {selectionStart: start, selectionEnd: end, value} = text;
      while (start < end && /\s/.test(value[start])) start += 1;
      while (start < end && /\s/.test(value[end - 1])) end -= 1;
      return {start, end, words: value.slice(start, end)};
    };
    const wrap = (mark) => {
      const {start, end, words} = selected(), size = mark.length;
      const run = (side) => side.length - side.replaceAll(mark[0], '').length;
      const around = [/[*`]*$/.exec(text.value.slice(0, start))[0], /^[*`]*/.exec(text.value.slice(end))[0]];
      const isOn = around.every((side) => run(side) === size || (run(side) === 3 && mark[0] === '*'));
      if (isOn) put(start - size, end + size, words, 0, words.length);
      else put(start, end, mark + words + mark, size, size + words.length);
    };
    const fence = () => {
      const {start, end, words} = selected();
      const above = start && text.value[start - 1] !== '\n' ? '\n```\n' : '```\n';
      put(start, end, above + words + '\n```', above.length, above.length + words.length);
    };
    const link = () => {
      const {start, end, words} = selected();
      if (/^https?:\/\/\S+$/.test(words)) put(start, end, `[](${words})`, 1, 1);
      else put(start, end, `[${words}](https://)`, words.length + 3, words.length + 11);
    };
    text.addEventListener('keydown', (e) => {
      if (!(isApple ? e.metaKey : e.ctrlKey) || e.shiftKey || e.altKey || e.isComposing) return;
      const {words} = selected();
      switch (e.key.toLowerCase()) {
        case 'b': wrap('**'); break;
        case 'i': wrap('*'); break;
        case 'e': words.includes('\n') ? fence() : wrap('`'); break;
        case 'k': if (!words) return; link(); break;
        default: return;
      }
      e.preventDefault();
      e.stopPropagation();
    });
  }
"""


def marking(html_id: str) -> str:
    """Teach a box Ctrl+B, I, E and K (on a Mac Cmd): bold, italic, code and link; again takes the mark away.

    Ctrl+K without a selection is not taken: there is nothing to link, and the page may have a use for it.
    """
    return f'const ID = {json.dumps(html_id)};{_MARKING}'
