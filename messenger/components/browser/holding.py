"""Keeping the eye's place in the log, and the focus."""

HOLD = """
  for (const log of document.querySelectorAll('[role=log]')) {
    if (log.holds) continue;
    log.holds = true;
    let seen = [], place = log.scrollTop, isPast = false;
    const topOf = (row) => row.getBoundingClientRect().top;
    const follows = () => place >= -48 && !isPast;
    const note = (off = 0) => {
      seen = [];
      place = log.scrollTop;
      isPast = log.classList.contains('past');
      if (follows()) return;
      const box = log.getBoundingClientRect(), rows = [...log.querySelectorAll('[data-o]')];
      const first = rows.findIndex((row) => row.getBoundingClientRect().bottom > box.top);
      seen = rows.slice(Math.max(first, 0), first + 8).map((row) => [row, topOf(row) - off]);
    };
    const hold = (grew) => {
      const now = log.scrollTop, eye = seen.find(([row]) => row.isConnected);
      let off = 0;
      if (eye && (now < -48 || isPast)) {
        const isCutOff = grew && now < log.clientHeight - log.scrollHeight + 2;
        const scrolled = isCutOff ? 0 : now - place;
        const aim = now + topOf(eye[0]) - (eye[1] - scrolled);
        if (grew || Math.abs(aim - now) > 1) { log.scrollTop = aim + 1; log.scrollTop = aim; }
        off = aim - log.scrollTop;
      }
      note(Math.abs(off) < 1 ? off : 0);
    };
    const unlessAtEnd = (grew) => { if (!follows()) hold(grew); };
    log.addEventListener('scroll', () => hold(false));
    const changes = new MutationObserver((records) => {
      if (records.some((record) => record.type === 'childList')) unlessAtEnd(true); else note();
    });
    changes.observe(log, {attributeFilter: ['class']});
    changes.observe(log.querySelector('.rows'), {childList: true, subtree: true});
    const sizes = new ResizeObserver(() => unlessAtEnd(false));
    sizes.observe(log);
    sizes.observe(log.querySelector('.rows'));
    note();
  }
"""
"""Keeps the first row in sight where it is when rows come and go, before anything is painted.

Who is at the end stays there without it, and is not asked where: that alone would lay the page out once more for each
message. Elsewhere no browser keeps the place in all cases: not when the scroll is cut off by what went, not at the very
end of it, Safari never. So the stylesheet turns the browser's own anchoring off, or both would correct.

Whether the log goes on below is taken from before a change: the class says so no more when the last rows come with it.

A browser scrolls by whole pixels, and rows are not so high: what a place is off by is made good the next time, else a
hundred rows that come would move the eye's by several pixels.

The place is written twice, since writing the same one again does nothing. In a scroller that counts from its end,
Chromium takes a turn of the wheel that is under way when rows come above for one from the old beginning, and jumps by
their height, unless it was told the place after they came.
"""

KEEP_FOCUS = """
  for (const log of document.querySelectorAll('[role=log]')) {
    if (log.keeps) continue;
    log.keeps = true;
    let last = null;
    const note = (e) => {
      if (!log.isConnected) {
        document.removeEventListener('focusin', note);
        document.removeEventListener('pointerdown', note);
      }
      const chip = log.contains(e.target) ? e.target.closest('.reactions button') : null;
      last = chip ? {chip, at: chip.closest('[data-for]').dataset.for, emoji: chip.dataset.emoji} : null;
    };
    const keep = () => {
      if (!last || last.chip.isConnected || document.activeElement !== document.body) return;
      const foot = log.querySelector(`[data-for="${last.at}"]`);
      const same = [...(foot?.querySelectorAll('button') || [])].find((each) => each.dataset.emoji === last.emoji);
      (same || log.querySelector(`[data-o="${last.at}"]`))?.focus({preventScroll: true});
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    new MutationObserver(keep).observe(log.querySelector('.rows'), {childList: true, subtree: true});
  }
"""
"""Gives the focus back to a reaction that was written anew while it had it, or to its row when it has gone.

Whoever toggles it by keyboard would otherwise begin again at the top of the page.
"""
