"""Ten thousand hostile strings: nothing that is not on this file's own list ever comes out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messenger.rendering.renderer import Renderer
from tests.rendering.forbidden import MENTIONS, faults_of
from tests.rendering.hostile import ATTACKS, hostile_texts

RENDERER = Renderer()


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
