"""Choosing a picture of oneself: only the browser can read it."""

TAKE_PICTURE = """async (e) => {
  const picker = e.target, file = picker.files?.[0];
  if (!file) return;
  picker.value = '';
  if (file.size > Number(picker.dataset.most)) return emit('large', '');
  emit('began', '');
  try {
    const answer = await fetch('/pictures?request=' + createRandomUUID(), {method: 'POST', body: file});
    const said = (await answer.text()).slice(0, 2000);
    emit(answer.status === 201 ? 'done' : 'failed', answer.status === 500 ? '' : said);
  } catch (unreached) { emit('failed', ''); }
}"""
"""The file goes to our own route as it is, which looks at it and makes it small; the value is emptied, so that the same
file can be chosen again after a refusal."""
