"""The stylesheet: what a look at the rules can tell."""

import re

from messenger.components.stylesheet import FOLDER

RULE = re.compile(r'([^{}]+)\{([^{}]*)\}')
ICON = re.compile(r'content: "([a-z_]+)" / ""')
FONT = 'Material Symbols'


def rules() -> list[tuple[str, str]]:
    text = '\n'.join(path.read_text() for path in sorted(FOLDER.glob('*.css')))
    return RULE.findall(re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL))


def test_every_icon_is_drawn_in_the_font_of_icons() -> None:
    """Else its name stands there as a word."""
    in_font = ' '.join(selector for selector, body in rules() if FONT in body)
    icons = [selector.strip() for selector, body in rules() if ICON.search(body)]
    assert icons
    lost = [icon for icon in icons if icon.split(',')[0].removesuffix('::before').split('.')[-1] not in in_font]
    assert lost == []
