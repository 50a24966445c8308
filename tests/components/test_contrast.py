"""Colours that can be read, by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#contrast-minimum), in both themes."""

import re

import pytest

from messenger.components.stylesheet import FOLDER

TEXT = 4.5
SHAPE = 3.0

PAIRS = [
    ('ink', 'bg', TEXT),
    ('ink', 'side', TEXT),
    ('ink', 'own', TEXT),
    ('ink', 'mention', TEXT),
    ('ink', 'code', TEXT),
    ('soft', 'bg', TEXT),
    ('soft', 'side', TEXT),
    ('soft', 'hover', TEXT),
    ('soft', 'code', TEXT),
    ('ink', 'code-hover', TEXT),
    ('soft', 'code-hover', TEXT),
    ('accent', 'bg', TEXT),
    ('accent', 'own', TEXT),
    ('accent-ink', 'accent', TEXT),
    ('danger', 'bg', TEXT),
    ('danger', 'side', TEXT),
    ('danger-ink', 'danger', TEXT),
    ('bg', 'ink', TEXT),
    ('faint', 'bg', SHAPE),
    ('faint', 'side', SHAPE),
    ('ok', 'bg', SHAPE),
    ('accent', 'side', SHAPE),
]


def colours(theme):
    text = (FOLDER / 'tokens.css').read_text()
    found = re.findall(r'--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)', text)
    return {name: pair[theme] for name, *pair in found}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize('theme', [0, 1], ids=['light', 'dark'])
@pytest.mark.parametrize(('front', 'back', 'least'), PAIRS)
def test_what_is_said_can_be_read(front, back, least, theme):
    found = colours(theme)
    assert contrast(found[front], found[back]) >= least


def test_white_initials_can_be_read_on_every_avatar():
    shades = re.findall(r'--member: (#[0-9a-f]{6})', (FOLDER / 'tokens.css').read_text())
    assert len(shades) == 12
    assert all(contrast(shade, '#ffffff') >= TEXT for shade in shades)
