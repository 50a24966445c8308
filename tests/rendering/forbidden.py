"""What may stand in a message's markup: a list of its own, beside the one that is under test."""

import re

from messenger.model.message import Mention
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
