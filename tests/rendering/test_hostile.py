"""Ten thousand hostile strings: nothing that is not on this file's own list ever comes out."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messenger.model.message import Mention
from messenger.rendering.renderer import Renderer
from tests.rendering.hostile import ATTACKS, hostile_texts
from tests.rendering.shown import Shown

ALICE = Mention(member_id='aliceaaaaaaa', name='Alice')
NASTY = Mention(member_id='nastyaaaaaaa', name='"><img src=x onerror=window.__pwned=1>')
MENTIONS = (ALICE, NASTY)

ALLOWED = {
    'a': {'href', 'rel', 'target'},
    'blockquote': {'dir'},
    'br': set(),
    'button': {'aria-label', 'class', 'data-do', 'type'},
    'code': set(),
    'div': {'class'},
    'em': set(),
    'input': {'aria-label', 'type'},
    'label': {'class'},
    'li': {'class', 'value'},
    'ol': {'dir', 'start'},
    'p': {'dir'},
    'pre': {'dir', 'tabindex'},
    's': set(),
    'span': {'class'},
    'strong': set(),
    'table': {'dir', 'tabindex'},
    'tbody': set(),
    'td': {'class'},
    'th': {'class'},
    'tr': set(),
    'ul': {'dir'},
}
CLASSES = re.compile(
    r'prose|prose emoji-only|code|table|at-center|at-end|task|spoiler|icon copy|tok-[a-z]+'
    r'|mention call|mention for-[a-z2-7]{12}'
)
ONLY = {
    'button': {'aria-label': 'Copy this code', 'class': 'icon copy', 'data-do': 'copy-code', 'type': 'button'},
    'input': {'aria-label': 'Spoiler', 'type': 'checkbox'},
    'pre': {'dir': 'ltr', 'tabindex': '0'},
}
RENDERER = Renderer()


def faults_of(html):
    shown = Shown(html)
    return shown.faults + [fault for tag, attributes in shown.tags for fault in faults_of_tag(tag, attributes)]


def faults_of_tag(tag, attributes):
    if tag not in ALLOWED:
        return [f'<{tag}>']
    faults = [f'<{tag} {name}>' for name in attributes if name not in ALLOWED[tag]]
    if not CLASSES.fullmatch(attributes.get('class', 'prose')):
        faults.append(f'class={attributes["class"]}')
    if attributes != ONLY.get(tag, attributes):
        faults.append(f'<{tag}> {attributes}')
    if tag == 'a':
        faults += faults_of_link(attributes)
    return faults


def faults_of_link(attributes):
    is_good = re.match(r'(?:https?://[^/]|mailto:[^@]+@)', attributes.get('href', ''), re.IGNORECASE)
    is_closed_off = attributes.get('rel') == 'noopener noreferrer nofollow ugc' and attributes.get('target') == '_blank'
    return [] if is_good and is_closed_off else [str(attributes)]


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(hostile_texts(), min_size=20, max_size=20), st.booleans())
def test_of_ten_thousand_hostile_texts_nothing_forbidden_comes_out(texts, colour):
    for text in texts:
        html = RENDERER.render(text, MENTIONS, colour=colour)
        assert not faults_of(html), (text, html)
        html.encode()  # what cannot be encoded loses the frame it is in


def test_each_known_attack_is_answered_alone_in_a_quote_in_a_list_and_in_emphasis():
    for attack in ATTACKS:
        for text in (attack, f'> {attack}', f'- {attack}', f'**{attack}**', f'[{attack}](https://a.example)'):
            html = RENDERER.render(text, MENTIONS, colour=True)
            assert not faults_of(html), (text, html)


def test_the_check_itself_sees_what_is_forbidden():
    for html in (
        '<p onclick="x">a</p>',
        '<p style="x">a</p>',
        '<img src="x">',
        '<a href="javascript:x" rel="noopener noreferrer nofollow ugc" target="_blank">a</a>',
        '<a href="https://x">a</a>',
        '<span class="q-dialog">a</span>',
        '<p>a',
        '<!-- a -->',
        '<form></form>',
        '<input type="password" aria-label="Spoiler">',
        '<button type="button" class="icon copy" data-do="delete" aria-label="Copy this code"></button>',
    ):
        assert faults_of(html), html
