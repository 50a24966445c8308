"""The texts that the stylesheet shows, as properties of the page in its language."""

from messenger.components.preview import FROM_BLOCKED
from messenger.words import _, marked

TEXTS = {
    'new': marked('New'),
    'from-blocked': FROM_BLOCKED,
    'show-more': marked('Show more'),
    'show-less': marked('Show less'),
    'copied': marked('Copied'),
    'private-group': marked('Private group: '),
    'only-those-named': marked('Only those named above can read what stands here. They see it as soon as you write.'),
    'drop-files': marked('Drop files to attach them'),
    'reconnecting': marked('Reconnecting… What you type is kept.'),
}
"""By the property that holds each, without its two dashes."""


def css_words() -> str:
    """Write the rule that sets them; call it on the page."""
    rules = ''.join(f'--{name}: {_string(_(text))}; ' for name, text in TEXTS.items())
    return f':root {{ {rules}}}'


def _string(text: str) -> str:
    """Quote a text of a catalogue as CSS does; what would end the quote, or the element around, is left out."""
    return '"' + text.translate(_UNFIT) + '"'


_UNFIT = str.maketrans('', '', '"\\\n<')
