"""Plain HTML for who is not signed in yet: no server page is made for them, and no script runs."""

from dataclasses import dataclass
from html import escape

from messenger.components import stylesheet
from messenger.languages import DEFAULT, is_right_to_left, translate, translate_plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """In whose name a plain page speaks, the site's `title`, and in which language."""

    title: str
    language: str = DEFAULT

    def say(self, message: str, /, **values: object) -> str:
        """Say a text in it. Where texts are written name it ``_``, by which they are found: ``_ = voice.say``."""
        return translate(self.language, message, **values)

    def say_plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Say the text that goes with a count. Name it ``ngettext``."""
        return translate_plural(self.language, one, many, count, **values)


def sign_in_page(voice: Voice, *, error: str = '', name: str = '', suggestion: str = '', next_path: str = '/') -> str:
    """Write the page that asks for a display name.

    `error` says why the last attempt was refused, `name` is what was typed then, `suggestion` a free name
    like it, `next_path` where to go afterwards.
    """
    _ = voice.say
    return _page(
        voice,
        _('Sign in'),
        f"""
        <h1>{escape(voice.title)}</h1>
        <p>{escape(_('Say who you are. Others see this name beside what you write.'))}</p>
        <form method="post" action="/sign-in">
          {_hidden('next', next_path)}
          <label for="name">{escape(_('Display name'))}</label>
          <input id="name" name="name" value="{escape(name)}" maxlength="200" required autofocus
                 autocomplete="nickname" autocapitalize="words" spellcheck="false" enterkeyhint="go"
                 {'aria-invalid="true" aria-describedby="error"' if error else ''}>
          {_error(error)}
          <button class="primary">{escape(_('Sign in'))}</button>
        </form>
        {_suggestion(voice, suggestion, next_path)}
        """,
    )


def device_page(voice: Voice, *, name: str, address: str) -> str:
    """Write the page of a device link: a button, so that what previews the link does not use it up.

    `name` is whose link it is, `address` where the button posts to.
    """
    _ = voice.say
    return _question(
        voice,
        heading=_('Sign in as {name}?', name=name),
        text=_('This link works once. Go on only if you made it yourself on your other device.'),
        address=address,
        button=_('Sign in'),
    )


def invitation_page(voice: Voice, *, group_name: str, address: str) -> str:
    """Write the page of an invitation, for a member; `address` is where the button posts to."""
    _ = voice.say
    return _question(
        voice,
        heading=_('Join {group}?', group=group_name),
        text=_('You were invited. Members of the group will see your name and what you write there.'),
        address=address,
        button=_('Join'),
    )


def message_page(voice: Voice, *, heading: str, text: str, link: str = '/', label: str = '') -> str:
    """Write a page that says one thing (not found, too many attempts, link used up) and leads on by one link.

    All that is said is in the voice's language already. Without `label` the link leads to the groups.
    """
    _ = voice.say
    return _page(
        voice,
        heading,
        f"""
        <h1>{escape(heading)}</h1>
        <p>{escape(text)}</p>
        <p><a class="primary" href="{escape(link)}">{escape(label or _('Go to your groups'))}</a></p>
        """,
    )


def reference_page(title: str, content: str) -> str:
    """Write a page to look things up in, which speaks English; `content` is HTML."""
    return _page(Voice(title=title), '', content, look='reference')


def _question(voice: Voice, *, heading: str, text: str, address: str, button: str) -> str:
    _ = voice.say
    return _page(
        voice,
        heading,
        f"""
        <h1>{escape(heading)}</h1>
        <p>{escape(text)}</p>
        <form method="post" action="{escape(address)}">
          <button class="primary" autofocus>{escape(button)}</button>
        </form>
        <p><a href="/">{escape(_('Not now'))}</a></p>
        """,
    )


def _error(error: str) -> str:
    return f'<p class="error" id="error" role="alert">{escape(error)}</p>' if error else ''


def _suggestion(voice: Voice, suggestion: str, next_path: str) -> str:
    if not suggestion:
        return ''
    _ = voice.say
    label = escape(_('Use {name} instead')).replace('{name}', f'<bdi>{escape(suggestion)}</bdi>')
    return f"""<form method="post" action="/sign-in">
          {_hidden('next', next_path)}{_hidden('name', suggestion)}
          <button class="quiet">{label}</button>
        </form>"""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _page(voice: Voice, heading: str, content: str, look: str = '') -> str:
    title = f'{heading} – {voice.title}' if heading else voice.title
    return f"""<!doctype html>
<html lang="{voice.language}" dir="{'rtl' if is_right_to_left(voice.language) else 'ltr'}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{escape(title)}</title>
    {stylesheet.link()}
  </head>
  <body class="plain {look}">
    <main>{content}</main>
  </body>
</html>
"""
