"""Letters that look like Latin ones, and characters that look like nothing at all.

A short choice from Unicode's confusables (UTS #39, confusables.txt): the Cyrillic, Greek and
Latin letters that a reader of a small interface takes for a basic Latin one. Keys are compared
after case folding, so a letter stands here when its small *or* its capital form deceives
('В' is taken for 'B', so 'в' is folded to 'b'): a name refused too many is cheaper than two
members who look alike.
"""

_CYRILLIC = {
    'а': 'a', 'в': 'b', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'н': 'h', 'і': 'i', 'ј': 'j', 'к': 'k',
    'ӏ': 'l', 'м': 'm', 'о': 'o', 'р': 'p', 'ԛ': 'q', 'ѕ': 's', 'т': 't', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x',
    'у': 'y', 'ү': 'y', 'ԍ': 'g',
}  # fmt: skip

_GREEK = {
    'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'h', 'ι': 'i', 'ϳ': 'j', 'κ': 'k', 'μ': 'm', 'ν': 'n', 'ο': 'o',
    'ρ': 'p', 'τ': 't', 'υ': 'y', 'χ': 'x', 'ζ': 'z',
}  # fmt: skip

_LATIN = {
    'ı': 'i', 'ɩ': 'i', 'ȷ': 'j', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ħ': 'h', 'ŧ': 't', 'ɑ': 'a', 'ɡ': 'g',
    'ɓ': 'b', 'ƙ': 'k', 'ⅼ': 'l', 'ꞌ': "'", '’': "'", '‘': "'", 'ʼ': "'", '‐': '-', '‑': '-', '–': '-',
}  # fmt: skip

_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_LATIN})

_INVISIBLE = frozenset(
    '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0'
) | frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000), *range(0x1D159, 0x1D15A)]))
"""Drawn as nothing, whatever their category says: fillers, blanks and variation selectors
(Default_Ignorable_Code_Point of DerivedCoreProperties.txt, the Braille blank and the null notehead)."""

MARKS_OF_ANOTHER_LETTER = frozenset({0, 6, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""Canonical combining classes of signs that are no accents but make another letter or vowel:
nukta, kana voicing, virama and the vowel signs of Indic scripts, Thai, Lao and Tibetan; 0 is a letter itself."""


def fold_lookalikes(key: str) -> str:
    """Return a case-folded key with every deceiving letter as the Latin one it passes for."""
    return key.translate(_TABLE)


def is_invisible(letter: str) -> bool:
    """Tell whether a character is drawn as nothing though it is no space or control."""
    return letter in _INVISIBLE
