"""What people write and what others see."""

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messenger.model.message import Mention
from messenger.rendering.code import uncoloured
from messenger.rendering.markdown import Markdown
from messenger.rendering.markup import write
from messenger.rendering.plain import is_plain, plain_html
from messenger.rendering.renderer import MOST_CHARACTERS, RENDERER_VERSION, Renderer
from messenger.rendering.safe_html import SafeHtml
from messenger.rendering.sanitize import Sanitizer
from messenger.rendering.scrub import scrub
from tests.rendering.shown import Shown, text_of

COPY = '<button type="button" class="icon copy" data-do="copy-code" aria-label="Copy this code"></button>'
LINK = 'target="_blank" rel="noopener noreferrer nofollow ugc"'


def rendered(text, *mentions, colour=False):
    """The markup within the outermost element."""
    html = Renderer().render(text, mentions, colour=colour)
    assert isinstance(html, SafeHtml)
    assert html.startswith('<div class="prose">')
    assert html.endswith('</div>')
    return (
        html.removeprefix('<div class="prose">')
        .removesuffix('</div>')
        .replace(f' {LINK}', '')
        .replace(' dir="auto"', '')
        .replace(COPY, '')
    )


@pytest.mark.parametrize(
    ('text', 'html'),
    [
        ('hello', '<p>hello</p>'),
        ('**bold** and __bold__', '<p><strong>bold</strong> and <strong>bold</strong></p>'),
        ('*italic* and _italic_', '<p><em>italic</em> and <em>italic</em></p>'),
        ('***both***', '<p><em><strong>both</strong></em></p>'),
        ('~~gone~~', '<p><s>gone</s></p>'),
        ('`x < y`', '<p><code>x &lt; y</code></p>'),
        ('```\nx\n  y\n```', '<div class="code"><pre dir="ltr" tabindex="0"><code>x\n  y</code></pre></div>'),
        ('~~~\nx\n~~~', '<div class="code"><pre dir="ltr" tabindex="0"><code>x</code></pre></div>'),
        ('> said\nanswer', '<blockquote><p>said</p></blockquote><p>answer</p>'),
        ('- milk\n- eggs\nthen home', '<ul><li>milk</li><li>eggs</li></ul><p>then home</p>'),
        ('1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'),
        ('3. three\n7. seven', '<ol start="3"><li>three</li><li value="7">seven</li></ol>'),
        ('1. a\n1. b\n1. c', '<ol><li>a</li><li>b</li><li>c</li></ol>'),
        ('- a\n  - b', '<ul><li>a<ul><li>b</li></ul></li></ul>'),
        ('*a*\n\n\n\nb', '<p><em>a</em></p><p><br><br>b</p>'),
        ('- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'),
        ('> - a\n> - b', '<blockquote><ul><li>a</li><li>b</li></ul></blockquote>'),
        ('[here](https://a.example/x)', '<p><a href="https://a.example/x">here</a></p>'),
        ('see https://a.example/x_y_z.', '<p>see <a href="https://a.example/x_y_z">https://a.example/x_y_z</a>.</p>'),
        ('mailto:bob@a.example', '<p><a href="mailto:bob@a.example">mailto:bob@a.example</a></p>'),
        ('**https://a.example**', '<p><strong><a href="https://a.example">https://a.example</a></strong></p>'),
    ],
)
def test_markdown_is_shown_as_meant(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    'text',
    [
        '# not a heading',
        'not a heading\n===',
        'not a heading\n---',
        '---',
        '| not | a table |\n| 1 | 2 |',
        '| not | a table |\n|---|\n| 1 | 2 |',
        'not a table\n---|---',
        'not || a || spoiler, nor |this| or ||||',
        '||not closed',
        '[ ] no item [x]',
        '-[x] no item',
        '<b>not bold</b>',
        '&amp; &lt;script&gt; &copy;',
        '![not a picture]',
        '[not a link][ref]\n\n[ref]: x',
        '[no](javascript:x) [no](/sign-out) [no](data:text/html,x) [](no) [no]()',
        'http:// https://',
        'ftp://a.example www.a.example README.md bob@a.example',
        r'\*not italic\* ¯\_(ツ)_/¯ C:\new\_folder \\server',
        'snake_case_name 2 * 3 * 4 ~about~ 5 > 4 a `tick',
        '    indented by four\n\tby a tab',
        'double  blanks   stay',
        '-',
        '+',
        '*',
        '- -',
        '1.',
        '>',
        '> >',
        '```',
        '``',
        '```\n```',
        '~~~',
        '****',
        '[]()',
        '-1 and +1',
        ':-) >.< <3',
        '@nobody',
        'one\ntwo\n\nthree\n\n\n\nfour',
    ],
)
def test_anything_else_is_shown_as_the_characters_it_is(text):
    assert text_of(rendered(text)) == text


LOOKS_LIKE_A_LIST = re.compile(r'^[ \t]*(?:[-+*>]|\d{1,9}[.)])', re.MULTILINE)
FREE = st.text(
    st.one_of(
        st.sampled_from('\n\n   \t#|=<&"\'!?.,:;()@/\\{}^%$+-019aAzßéאشขा天⚡️👍\u200d\u200f\u202e\u0301'),
        st.characters(exclude_categories=('Cc', 'Cs', 'Co'), exclude_characters='*_~`['),
    ),
    max_size=80,
).filter(lambda text: not LOOKS_LIKE_A_LIST.search(text) and '://' not in text and 'mailto:' not in text.lower())


LINES = [
    'a',
    'b',
    '1',
    ' ',
    '    ',
    '\n',
    '\n\n',
    '\n\n\n',
    '\n \n',
    '\t',
    '-',
    '+',
    '.',
    ')',
    '>',
    '@',
    ':',
    '//',
    '#',
    '<',
    '&',
    '👍',
]


def as_read(text):
    """Blanks at line ends and empty lines around a text are not seen."""
    lines = [line.rstrip(' \t') for line in text.rstrip().split('\n')]
    return '\n'.join(lines).strip('\n')


@settings(max_examples=1000, deadline=None)
@given(FREE)
def test_every_text_without_markdown_reads_as_it_was_written(text):
    assert as_read(text_of(rendered_any(text))) == as_read(text)


def rendered_any(text):
    return Renderer().render(text)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(FREE, st.lists(st.sampled_from(LINES), max_size=12).map(''.join)))
def test_the_quick_way_and_the_parser_agree(text):
    text = scrub(text)
    if not is_plain(text, ()):
        return
    parsed = write(Markdown().parse(text, ()), uncoloured)
    quick = plain_html(text).replace('<div class="prose emoji-only">', '<div class="prose">')
    assert Sanitizer().sanitize(f'<div class="prose">{parsed}</div>') == Sanitizer().sanitize(quick)


def test_code_is_coloured_by_the_language_behind_its_fence():
    html = rendered('```python\ndef f(): pass  # why\n```', colour=True)
    assert '<span class="tok-keyword">def</span> <span class="tok-name">f</span>()' in html
    assert '<span class="tok-comment"># why</span>' in html


def test_words_behind_a_fence_that_name_no_language_belong_to_the_code():
    assert rendered('```hello world\nx\n```', colour=True) == (
        '<div class="code"><pre dir="ltr" tabindex="0"><code>hello world\nx</code></pre></div>'
    )


def test_a_mentioned_name_is_marked_outside_code_and_links():
    alice = Mention(member_id='aliceaaaaaaa', name='Alice')
    mark = '<span class="mention for-aliceaaaaaaa">@Alice</span>'
    assert rendered('hi @Alice!', alice) == f'<p>hi {mark}!</p>'
    assert rendered('**@Alice**', alice) == f'<p><strong>{mark}</strong></p>'
    for text in ('`@Alice`', '[@Alice](https://a.example)', 'me@Alice', '@Alicent', r'\@Alice', '```\n@Alice\n```'):
        assert 'mention' not in rendered(text, alice), text


def test_a_name_of_marks_and_blanks_is_marked_whole():
    stars = Mention(member_id='starsaaaaaaa', name='*Zoë* <Å>')
    assert rendered('@*Zoë* <Å> hi', stars) == (
        '<p><span class="mention for-starsaaaaaaa">@*Zoë* &lt;Å&gt;</span> hi</p>'
    )


def test_a_call_is_marked_as_it_was_written():
    bob, carol = (Mention(member_id=f'{name}aaaaaaaaaaaa'[:12], name='all') for name in ('bob', 'carol'))
    assert rendered('hi @All', bob, carol) == '<p>hi <span class="mention call">@All</span></p>'
    assert 'mention' not in rendered('hi @all')


def test_of_two_names_the_longer_is_marked():
    ann = Mention(member_id='annaaaaaaaaa', name='Ann')
    ann_lee = Mention(member_id='annleeaaaaaa', name='Ann Lee')
    assert 'for-annleeaaaaaa">@Ann Lee<' in rendered('@Ann Lee', ann, ann_lee)


def test_a_message_of_a_few_emoji_is_marked():
    assert Renderer().render('👍🏽 👩‍🚀 🇩🇪 1️⃣').startswith('<div class="prose emoji-only">')
    assert Renderer().render('👍 ok').startswith('<div class="prose">')


def test_each_outermost_block_reads_in_its_own_direction():
    shown = Shown(Renderer().render('שלום **a**\n\n- a\n- ב\n\n> ג'))
    assert [attributes.get('dir') for tag, attributes in shown.tags if tag in {'p', 'ul', 'blockquote'}] == [
        'auto'
    ] * 3 + [None]


def test_direction_marks_and_joiners_stay_in_a_text():
    text = 'a\u200fb\u202ec\u202c d\u200de \u2066f\u2069'
    assert text_of(rendered(text)) == text


def test_what_means_something_to_us_alone_never_reaches_a_page():
    assert text_of(rendered('a\ue000b\U000f0000c\ud800d\x00e')) == 'a\ufffdb\ufffdc\ufffdd\ufffde'
    assert text_of(rendered('**a\ue000**&#xe000;&#57344;')) == 'a\ufffd&#xe000;&#57344;'


def test_code_is_coloured_where_that_is_asked_for():
    """It may take long, and so is never done by itself."""
    assert 'tok-' not in Renderer().render('```python\nreturn 1\n```')


def test_a_text_whose_markup_would_be_much_longer_is_shown_plain():
    bee = Mention(member_id='beeaaaaaaaaa', name='b')
    text = '@b ' * 3333
    html = Renderer().render(text, (bee,))
    assert len(html) < MOST_CHARACTERS
    assert text_of(html) == text.rstrip()


def test_a_very_long_word_stays_whole():
    word = 'x' * 10_000
    assert rendered(word) == f'<p>{word}</p>'


def test_no_text_is_no_markup():
    for text in ('', ' ', '\n\n \n'):
        assert Renderer().render(text) == '<div class="prose"></div>'


EVERYTHING = """
plain **bold** *italic* ~~struck~~ `code` @Alice https://a.example/x [link](https://a.example) \\*

> quote
> - list
- [x] done
- [ ] to do
1. one
5. five
| a | b |
|---|--:|
| 1 | ||2|| |

||hidden||
```python
def f(): return 1  # why
```
"""
LOOKS = {1: 'a015', 2: '4870', 3: '68af'}
"""What `EVERYTHING` looked like under each version: the first characters of its hash."""


def test_what_texts_look_like_changes_only_with_the_version():
    html = Renderer().render(EVERYTHING, (Mention(member_id='aliceaaaaaaa', name='Alice'),), colour=True)
    assert hashlib.sha256(html.encode()).hexdigest()[:4] == LOOKS[RENDERER_VERSION], html
