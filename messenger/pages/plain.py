"""Plain HTML for who is not signed in yet: no server page is made for them, and no script runs."""

from html import escape

from messenger.components import stylesheet


def sign_in_page(title: str, *, error: str = '', name: str = '', suggestion: str = '', next_path: str = '/') -> str:
    """Write the page that asks for a display name.

    `error` says why the last attempt was refused, `name` is what was typed then, `suggestion` a free name
    like it, `next_path` where to go afterwards.
    """
    return _page(
        f'Sign in – {title}',
        f"""
        <h1>{escape(title)}</h1>
        <p>Say who you are. Others see this name beside what you write.</p>
        <form method="post" action="/sign-in">
          {_hidden('next', next_path)}
          <label for="name">Display name</label>
          <input id="name" name="name" value="{escape(name)}" maxlength="200" required autofocus
                 autocomplete="nickname" autocapitalize="words" spellcheck="false" enterkeyhint="go"
                 {'aria-invalid="true" aria-describedby="error"' if error else ''}>
          {_error(error)}
          <button class="primary">Sign in</button>
        </form>
        {_suggestion(suggestion, next_path)}
        """,
    )


def device_page(title: str, *, name: str, address: str) -> str:
    """Write the page of a device link: a button, so that what previews the link does not use it up.

    `name` is whose link it is, `address` where the button posts to.
    """
    return _question(
        title,
        heading=f'Sign in as {name}?',
        text='This link works once. Go on only if you made it yourself on your other device.',
        address=address,
        button='Sign in',
    )


def invitation_page(title: str, *, group_name: str, address: str) -> str:
    """Write the page of an invitation, for a member; `address` is where the button posts to."""
    return _question(
        title,
        heading=f'Join {group_name}?',
        text='You were invited. Members of the group will see your name and what you write there.',
        address=address,
        button='Join',
    )


def message_page(title: str, *, heading: str, text: str, link: str = '/', label: str = 'Go to your groups') -> str:
    """Write a page that says one thing (not found, too many attempts, link used up) and leads on by one link."""
    return _page(
        f'{heading} – {title}',
        f"""
        <h1>{escape(heading)}</h1>
        <p>{escape(text)}</p>
        <p><a class="primary" href="{escape(link)}">{escape(label)}</a></p>
        """,
    )


def reference_page(title: str, content: str) -> str:
    """Write a page to look things up in; `content` is HTML."""
    return _page(title, content, look='reference')


def _question(title: str, *, heading: str, text: str, address: str, button: str) -> str:
    return _page(
        f'{heading} – {title}',
        f"""
        <h1>{escape(heading)}</h1>
        <p>{escape(text)}</p>
        <form method="post" action="{escape(address)}">
          <button class="primary" autofocus>{escape(button)}</button>
        </form>
        <p><a href="/">Not now</a></p>
        """,
    )


def _error(error: str) -> str:
    return f'<p class="error" id="error" role="alert">{escape(error)}</p>' if error else ''


def _suggestion(suggestion: str, next_path: str) -> str:
    if not suggestion:
        return ''
    return f"""<form method="post" action="/sign-in">
          {_hidden('next', next_path)}{_hidden('name', suggestion)}
          <button class="quiet">Use <bdi>{escape(suggestion)}</bdi> instead</button>
        </form>"""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _page(title: str, content: str, look: str = '') -> str:
    return f"""<!doctype html>
<html lang="en">
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
