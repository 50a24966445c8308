"""Choosing an emoji by mouse, touch and keyboard."""

PICK = """(e) => {
  const picker = e.currentTarget, search = picker.querySelector('input');
  if (e.type === 'click') {
    const button = e.target.closest('button');
    if (button?.dataset.emoji) emit('pick', button.dataset.emoji);
    else if (button?.dataset.category) emit('category', button.dataset.category);
    return;
  }
  if (e.isComposing || e.keyCode === 229) return;
  if (e.key === 'Enter' && e.target === search) { e.preventDefault(); return emit('first', search.value.slice(0, 40)); }
  const step = {ArrowLeft: -1, ArrowRight: 1}[e.key], line = {ArrowUp: -1, ArrowDown: 1}[e.key];
  if (!line && (!step || e.target === search)) {
    if (e.key.length === 1 && e.key !== ' ' && e.target !== search && !e.ctrlKey && !e.metaKey) search.focus();
    return;
  }
  e.preventDefault();
  const all = [...picker.querySelectorAll('button, input')], from = e.target.getBoundingClientRect();
  const away = (each) => {
    const box = each.getBoundingClientRect(), rows = line * (box.top - from.top);
    return rows < 4 ? Infinity : rows * 1000 + Math.abs(box.left + box.width / 2 - from.left - from.width / 2);
  };
  const nearest = () => all.filter((each) => away(each) < Infinity).sort((a, b) => away(a) - away(b))[0];
  const next = step ? all[all.indexOf(e.target) + step]
    : line > 0 && e.target === search ? picker.querySelector('.all button') : nearest();
  next?.focus();
  next?.scrollIntoView({block: 'nearest'});
}"""
"""Arrows move at once, without the server: to the neighbour, to what stands nearest in the next line, or from the
search to what it found.

What is typed on a button goes into the search. Enter there tells what is written, for what it found may be on its way.
"""

SEEK = "(e) => emit('search', e.target.value.slice(0, 40))"
"""What is looked for; it changes only what this person sees."""
