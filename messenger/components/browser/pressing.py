"""A finger that rests on something: what a mouse gets by hovering, and a menu."""

PRESS = """
  if (!window.messengerPresses) {
    window.messengerPresses = true;
    const HELD_MILLISECONDS = 450, STILL_PIXELS = 10;
    let held = null, tip = null;
    const tell = (about) => {
      tip = document.createElement('div');
      tip.className = 'tip';
      tip.setAttribute('role', 'tooltip');
      tip.textContent = about.title;
      document.body.append(tip);
      const at = about.getBoundingClientRect(), own = tip.getBoundingClientRect();
      const left = Math.min(at.left + (at.width - own.width) / 2, innerWidth - own.width - 8);
      const top = at.top - own.height - 8;
      tip.style.left = Math.max(8, left) + 'px';
      tip.style.top = (top > 8 ? top : at.bottom + 8) + 'px';
    };
    const find = (target) => {
      if (document.querySelector('.q-menu') && !target.closest('.q-menu')) return null;
      if (target.closest('a[href]:not(.group-line), input, textarea, select, audio, video, .widget-place')) return null;
      const line = target.closest('.group-line'), about = target.closest('[title]:not(.picture, .hd time)');
      const detail = line?.getAttribute('href').split('/').pop();
      if (line) return {at: line, open: () => line.dispatchEvent(new CustomEvent('press', {detail, bubbles: true}))};
      if (about) return {at: about, open: () => tell(about)};
      const place = target.closest('[data-o], [data-for]'), ordinal = place?.dataset.o || place?.dataset.for;
      const row = place?.closest('[role=log]')?.querySelector(`[data-o="${ordinal}"]:has(.more)`);
      return row && {at: row, open: () => row.querySelector('.more')?.click()};
    };
    const letGo = () => {
      clearTimeout(held?.timer);
      delete held?.at.dataset.pressed;
      tip?.remove();
      held = tip = null;
    };
    const unlessOpen = () => { if (!held?.isOpen) letGo(); };
    const open = () => {
      clearTimeout(held.timer);
      held.isOpen = true;
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(10);
      if (held.at.isConnected) held.open();
    };
    const isPressed = (e) => held?.isOpen && e.cancelable && e.preventDefault();
    document.addEventListener('pointerdown', (e) => {
      letGo();
      held = e.pointerType === 'touch' && e.isPrimary ? find(e.target) : null;
      if (!held) return;
      held.at.dataset.pressed = '';
      Object.assign(held, {x: e.clientX, y: e.clientY, top: held.at.getBoundingClientRect().top});
      held.timer = setTimeout(open, HELD_MILLISECONDS);
      e.target.addEventListener('touchend', isPressed, {once: true, passive: false});
    }, true);
    document.addEventListener('pointermove', (e) => {
      if (held && Math.hypot(e.clientX - held.x, e.clientY - held.y) > STILL_PIXELS) unlessOpen();
    }, true);
    document.addEventListener('scroll', () => {
      tip?.remove();
      if (held && Math.abs(held.at.getBoundingClientRect().top - held.top) > STILL_PIXELS) unlessOpen();
    }, true);
    for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, unlessOpen, true);
    document.addEventListener('contextmenu', (e) => {
      if (!held) return;
      e.preventDefault();
      if (!held.isOpen) open();
    }, true);
  }
"""
"""A finger at rest opens the menu of a message or of a group, or says what a mouse is told by the title of a thing.

The document listens, once for all rows: to tell a press from a tap or a scroll must not wait for the server, and a
listener in each row would be evaluated again at each update. Links, players and widgets keep what the browser does at a
press. Where the system is quicker to call for a menu it is opened then, and the browser's own is not. What was opened
may come to lie under the finger: so the end of the touch makes no click. The mark stays to the next touch, to show what
an open menu is of. No browser lets a page shake a phone before it was touched once.
"""

PRESSED = '(e) => emit(e.detail)'
"""The list of groups is told on which of them a finger rests."""
