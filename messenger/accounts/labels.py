"""What a person recognises a session by, read from the browser's User-Agent.

>>> label_of('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')
'Firefox on Linux'
"""

from messenger.languages import marked

BROWSERS = (
    ('Edg', 'Edge'),
    ('OPR/', 'Opera'),
    ('SamsungBrowser/', 'Samsung Internet'),
    ('Firefox/', 'Firefox'),
    ('FxiOS/', 'Firefox'),
    ('CriOS/', 'Chrome'),
    ('Chromium/', 'Chromium'),
    ('Chrome/', 'Chrome'),
    ('Safari/', 'Safari'),
)
"""In order: most browsers also name those below them."""

SYSTEMS = (
    ('iPhone', 'iPhone'),
    ('iPad', 'iPad'),
    ('Android', 'Android'),
    ('CrOS', 'ChromeOS'),
    ('Windows', 'Windows'),
    ('Mac OS X', 'Mac'),
    ('Linux', 'Linux'),
)

UNKNOWN_BROWSER = marked('Unknown browser')


def label_of(user_agent: str) -> str:
    """Name the browser and the system in English, as far as they can be told."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), UNKNOWN_BROWSER)
    system = next((name for mark, name in SYSTEMS if mark in user_agent), None)
    return f'{browser} on {system}' if system else browser
