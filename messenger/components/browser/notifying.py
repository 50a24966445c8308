"""Notifications and the sound of news: only the browser can ask for leave, show one and play.

Keys in `localStorage`: ``notifies`` and ``sounds`` hold the id of the member who wants it in this browser, ``told``
what another tab has told already.
"""

from nicegui import json

from messenger.model.ids import MemberId

ASK_TO_NOTIFY = """async (e) => {
  const member = e.currentTarget.dataset.member;
  if (await Notification.requestPermission() === 'granted') localStorage.setItem('notifies', member);
  emit();
}"""
"""Leave to notify is given only inside the click itself."""

SWITCH = """(e) => {
  const {key, member} = e.currentTarget.dataset;
  if (localStorage.getItem(key) === member) localStorage.removeItem(key);
  else localStorage.setItem(key, member);
  emit();
}"""
"""What a browser wants is kept in the browser: the same member may want no sound at the office."""


def leave_to_notify(member_id: MemberId) -> str:
    """Ask what may be and what is on: [on, off, denied or impossible; whether sounds are on]."""
    member = json.dumps(member_id)
    return (
        "const may = isSecureContext && window.Notification ? Notification.permission : 'impossible';"
        f"const wants = may === 'granted' && localStorage.getItem('notifies') === {member};"
        "return [['impossible', 'denied'].includes(may) ? may : wants ? 'on' : 'off',"
        f"localStorage.getItem('sounds') === {member}];"
    )


def notify(member_id: MemberId, title: str, body: str, *, path: str, mark: str) -> str:
    """Tell of a message, in one tab of this browser, as its member wants; `mark` is the message's own.

    A click goes to the group. Phones' browsers refuse to show any from a page; the sound is played all the same.
    """
    return _NOTIFY % {
        'member': json.dumps(member_id),
        'title': json.dumps(title),
        'body': json.dumps(body),
        'path': json.dumps(path),
        'mark': json.dumps(mark),
    }


def unless_open(path: str, code: str) -> str:
    """Run code only where the page at a path is not before somebody's eyes, who then sees what happens there."""
    return f'if (document.hidden || location.pathname !== {json.dumps(path)}) {{{code}}}'


_NOTIFY = """
  const member = %(member)s, path = %(path)s, mark = %(mark)s;
  const wants = (key) => localStorage.getItem(key) === member;
  if (localStorage.getItem('told') !== mark) {
    localStorage.setItem('told', mark);
    if (wants('notifies') && window.Notification?.permission === 'granted') {
      try {
        const note = new Notification(%(title)s, {body: %(body)s, tag: mark});
        note.onclick = () => {
          window.focus();
          note.close();
          const link = [...document.querySelectorAll('nav a')].find((each) => each.getAttribute('href') === path);
          if (link) link.click(); else location.assign(path);
        };
      } catch (refused) { console.info('No notification: ' + refused.message); }
    }
    if (wants('sounds') && navigator.userActivation?.hasBeenActive !== false) {
      const audio = new AudioContext(), tone = audio.createOscillator(), volume = audio.createGain();
      volume.gain.setValueAtTime(0.08, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.4);
      tone.frequency.value = 660;
      tone.connect(volume).connect(audio.destination);
      tone.onended = () => audio.close();
      tone.start();
      tone.stop(audio.currentTime + 0.4);
    }
  }
"""
