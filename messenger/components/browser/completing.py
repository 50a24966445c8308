"""The list above a box: opened by a sign, narrowed and chosen from without asking the server."""

from nicegui import json

ASK = '(e) => emit(e.detail)'
"""What is typed behind a sign travels by an event of our own, which `completing` fires."""

_COMPLETING = r"""
  const text = document.getElementById(ID), list = text?.parentElement.querySelector('[role=listbox]');
  if (text && !text.offer) {
    const signs = [
      /^(\/[a-z0-9_\-]{0,31})$/,
      /(?:^|[^\p{L}\p{N}_.+\-/@\\:])(:[\p{L}\p{N}+][\p{L}\p{M}\p{N}_+\-]{1,39})$/u,
      /(?:^|[^\p{L}\p{N}_.+\-/@\\])(@[^\n@]{0,40})$/u,
    ];
    let asked = '', wanted = '', done = {start: -1, text: ''};
    const token = () => {
      const before = text.value.slice(0, text.selectionStart);
      for (const typed of signs.map((sign) => sign.exec(before)?.[1]).filter(Boolean)) {
        const start = before.length - typed.length;
        if (start !== done.start || !before.startsWith(done.text)) return {typed, start};
      }
      return null;
    };
    const finish = (start, typed) => { done = {start, text: text.value.slice(0, start) + typed}; };
    const left = () => [...list.children].filter((option) => !option.hidden);
    const choose = (option) => {
      for (const each of list.children) each.setAttribute('aria-selected', each === option);
      text.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({block: 'nearest'});
    };
    const close = () => {
      list.replaceChildren();
      wanted = '';
      text.removeAttribute('aria-activedescendant');
    };
    const narrow = () => {
      const now = token(), typed = now?.typed.toLowerCase();
      for (const each of list.children) {
        each.hidden = !now || each.dataset.sign !== typed[0] || !each.dataset.key.includes(typed.slice(1));
      }
      const [first, ...others] = left();
      if (!first || (!others.length && first.dataset.insert.trim().toLowerCase() === typed.trim())) return close();
      choose(left().find((option) => option.dataset.insert === wanted) || first);
    };
    const accept = (option) => {
      const now = token();
      if (now) {
        finish(now.start, option.dataset.insert);
        text.setSelectionRange(now.start, text.selectionStart);
        document.execCommand('insertText', false, option.dataset.insert);
      }
      close();
    };
    text.offer = (typed, html) => {
      const now = token();
      if (!now || !now.typed.startsWith(typed) || document.activeElement !== text) return;
      list.innerHTML = html;
      if (!html) finish(now.start, typed);
      narrow();
    };
    const ask = () => {
      narrow();
      const typed = token()?.typed || '';
      if (typed && typed !== asked) text.dispatchEvent(new CustomEvent('ask', {detail: typed, bubbles: true}));
      asked = typed;
    };
    text.addEventListener('input', ask);
    text.addEventListener('keydown', (e) => {
      if (!list.firstChild || e.isComposing || e.keyCode === 229) return;
      const options = left(), at = options.findIndex((each) => each.id === text.getAttribute('aria-activedescendant'));
      const step = {ArrowUp: -1, ArrowDown: 1}[e.key], isPlain = !(e.shiftKey || e.ctrlKey || e.metaKey || e.altKey);
      if (step) {
        const option = options[(at + step + options.length) % options.length];
        wanted = option.dataset.insert;
        choose(option);
      }
      else if ((e.key === 'Enter' || e.key === 'Tab') && isPlain) accept(options[at]);
      else if (e.key === 'Escape') { finish(token().start, ''); close(); }
      else {
        if (/^(Arrow|Home|End|Page|Enter)/.test(e.key)) close();
        return;
      }
      e.preventDefault();
      e.stopPropagation();
    });
    for (const event of ['blur', 'click']) text.addEventListener(event, close);
    list.addEventListener('mousedown', (e) => e.preventDefault());
    list.addEventListener('click', (e) => {
      const option = e.target.closest('[role=option]');
      if (option) accept(option);
    });
    if (document.activeElement === text && text.value !== text.defaultValue) ask();
  }
"""


def completing(html_id: str) -> str:
    """Teach a box to complete; its list stands beside it.

    The keys must be heard at once and before the box's own, which send; so nothing here waits for the server. The
    list it sent is narrowed on the spot while the next one is on its way, and what was moved to stays chosen in that:
    Enter takes what one sees chosen.
    What was typed before it learned this, while the page was on its way, counts as well.

    Text is put in by `execCommand`, the one way that the browser's own undo knows of.
    """
    return f'const ID = {json.dumps(html_id)};{_COMPLETING}'


def offer(html_id: str, typed: str, html: str) -> str:
    """Show the list for what was typed, unless something else has been typed since; none opens no list again."""
    return f'document.getElementById({json.dumps(html_id)})?.offer?.({json.dumps(typed)}, {json.dumps(html)})'
