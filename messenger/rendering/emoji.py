"""Recognises messages that are nothing but a few emoji, which are shown larger."""

import re

MOST_EMOJI = 12
"""More than this is a text of pictures, shown at the size of text."""

# Emoji by themselves (Emoji_Presentation in Unicode's emoji-data.txt), and symbols that are emoji when U+FE0F says so.
_PICTURE = (
    '[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f900-\U0001faff\U0001f004\U0001f0cf\U0001f18e'
    '\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251'
    '⌚⌛⏩-⏬⏰⏳◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⬛⬜⭐⭕]'
)
_SYMBOL = (
    '[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934-\u2b55〰〽㊗㊙'
    '\U0001f170-\U0001f251]\ufe0f'
)
_TONE = '[\U0001f3fb-\U0001f3ff]'
_ONE = f'(?:{_SYMBOL}{_TONE}?|{_PICTURE}\ufe0f?{_TONE}?|[☝⛹✌✍]{_TONE})'
_FLAG = '[\U0001f1e6-\U0001f1ff]{2}'
_SUBDIVISION = '\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f'
_KEYCAP = '[0-9#*]\ufe0f?\u20e3'

EMOJI = re.compile(f'(?:{_SUBDIVISION}|{_ONE}(?:\u200d{_ONE})*|{_FLAG}|{_KEYCAP})')
"""One emoji as a person counts them: families, flags and skin tones are one."""

LONGEST_CHARACTERS = 200
"""A dozen of the longest emoji; longer texts are not looked at."""


def is_emoji_only(text: str) -> bool:
    """Tell whether the text is one to `MOST_EMOJI` emoji and blanks, and nothing else."""
    if not text or len(text) > LONGEST_CHARACTERS or text.isascii():
        return False
    bare = ''.join(text.split())
    found = EMOJI.findall(bare)
    return 0 < len(found) <= MOST_EMOJI and sum(map(len, found)) == len(bare)
