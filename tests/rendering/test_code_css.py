"""The colours of code can be read."""

import re
from pathlib import Path

import pytest

import messenger
from messenger.rendering.code import CODE_CLASSES

STYLES = Path(messenger.__file__).parent / 'components' / 'styles'
PAIR = re.compile(r'--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)')
AA = 4.5
"""Web Content Accessibility Guidelines 2.2, 1.4.3."""


def colours(name):
    return {found[1]: (found[2], found[3]) for found in PAIR.finditer((STYLES / name).read_text())}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize('name', sorted(CODE_CLASSES))
@pytest.mark.parametrize('theme', [0, 1])
def test_every_colour_of_code_stands_out_from_its_ground(name, theme):
    assert contrast(colours('code.css')[name][theme], colours('tokens.css')['code'][theme]) >= AA


@pytest.mark.parametrize('name', sorted(CODE_CLASSES))
def test_every_class_of_code_has_its_rule(name):
    assert f'.{name} {{ color: var(--{name})' in (STYLES / 'code.css').read_text()
