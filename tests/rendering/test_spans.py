"""Links, pictures and addresses within a text."""

import pytest

from messenger.model.ids import MemberId
from messenger.model.message import Mention
from messenger.rendering.renderer import Renderer
from tests.rendering.shown import Shown, text_of


def rendered(text):
    return Renderer().render(text)


def test_a_link_that_names_another_host_than_it_leads_to_is_not_made():
    assert (
        text_of(rendered('[https://bank.example](https://evil.example)'))
        == '[https://bank.example](https://evil.example)'
    )
    hosts = [link['href'] for link in Shown(rendered('[www.bank.example](https://evil.example)')).with_tag('a')]
    assert hosts == ['https://evil.example']  # the visible address, linked to itself
    assert text_of(rendered('[https://a.example](https://a.example/x)')) == 'https://a.example'


def test_a_link_whose_text_shows_nothing_is_not_made():
    assert text_of(rendered('[\u200b](https://a.example)')) == '[\u200b](https://a.example)'


def test_an_address_that_turns_the_reading_direction_is_not_a_link():
    shown = Shown(rendered('[report](https://a.example/\u202egpj.exe)'))
    assert [link['href'] for link in shown.with_tag('a')] == ['https://a.example/']


@pytest.mark.parametrize('text', ['![cat](https://a.example/cat.png)', 'see ![cat](https://a.example/cat.png)'])
def test_a_picture_is_never_fetched(text):
    shown = Shown(rendered(text))
    assert not shown.with_tag('img')
    assert shown.text == text


def test_what_is_cried_out_before_a_link_makes_no_picture_of_it():
    assert text_of(rendered('! [cat](https://a.example)')) == '! cat'


def test_a_link_ends_with_its_address():
    text = '[cat](https://a.example "of mine")'
    assert text_of(rendered(text)) == text


@pytest.mark.parametrize(
    ('text', 'code'), [('` a `', 'a'), ('`` `a` ``', '`a`'), ('` a`', ' a'), ('`a `', 'a '), ('`a`', 'a')]
)
def test_code_may_stand_between_blanks_where_it_has_backticks_itself(text, code):
    assert f'<code>{code}</code>' in rendered(text)


def test_a_backslash_keeps_a_mark_also_at_the_very_end():
    assert text_of(rendered('*a\\*')) == '*a\\*'
    assert text_of(rendered('*a* \\')) == 'a \\'


BOB = Mention(member_id=MemberId('bobbobbobb22'), name='Bob')
BOB_2 = Mention(member_id=MemberId('bobtwobobb22'), name='Bob 2')
MARK = 'mention for-'


@pytest.mark.parametrize('text', ['@Bob', '.@Bob', 'hi @Bob!', '(@Bob)', '@Bob 2', '@Bob 2!'])
def test_a_name_between_words_is_a_mention(text):
    assert Renderer().render(text, [BOB, BOB_2]).count(MARK) == 1


@pytest.mark.parametrize('text', ['x@Bob', 'hi x@Bob', '_@Bob', '@Bobby', '@Bob_', '@Robert'])
def test_a_name_within_a_word_is_none(text):
    assert MARK not in Renderer().render(text, [BOB, BOB_2])


def test_a_name_is_written_as_it_is_but_everybody_in_any_case():
    low = Mention(member_id=MemberId('bobbobbobb22'), name='bob')
    everybody = Mention(member_id=MemberId('bobbobbobb22'), name='all')
    assert MARK not in Renderer().render('@Bob', [low])
    assert 'mention call' in Renderer().render('@All', [everybody])


def test_the_longest_name_that_ends_with_its_word_is_meant():
    html = Renderer().render('@Bob 2 @Bob 20 @Bob', [BOB, BOB_2])
    two, one = (f'<span class="{MARK}{each.member_id}">@{each.name}</span>' for each in (BOB_2, BOB))
    assert html == f'<div class="prose"><p dir="auto">{two} {one} 20 {one}</p></div>'


def test_what_names_a_member_is_no_address_as_well():
    named = Mention(member_id=MemberId('bobbobbobb22'), name='https')
    html = Renderer().render('@https://a.example', [named])
    assert html.count(MARK) == 1
    assert text_of(html) == '@https://a.example'
    assert not Shown(html).with_tag('a')


def test_after_a_link_everything_is_found_as_before_it():
    text = '[one](https://a.example) https://b.example [https://c.example](https://c.example/x) @Bob'
    html = Renderer().render(text, [BOB])
    hosts = [link['href'] for link in Shown(html).with_tag('a')]
    assert hosts == ['https://a.example', 'https://b.example', 'https://c.example/x']
    assert html.count(MARK) == 1


def test_code_begins_and_ends_within_the_text_of_a_link_or_is_none():
    html = rendered('[`a](https://a.example) b`')
    assert 'code' not in html
    assert text_of(html) == '`a b`'
    assert '<code>a</code></a>' in rendered('[`a`](https://a.example)')


@pytest.mark.parametrize('text', [r'\``a', r'\``', '``a`', '`a``', '`', '`a'])
def test_backticks_without_a_partner_of_their_length_are_shown(text):
    assert 'code' not in rendered(text)
    assert text_of(rendered(text)) == text


def test_a_backtick_behind_a_backslash_is_none_of_the_run_it_stands_in():
    assert '<p dir="auto">\\`<code>a</code></p>' in rendered(r'\``a`')


def test_lines_within_code_stay_lines():
    assert '<code>a<br>b</code>' in rendered('`a\nb`')


@pytest.mark.parametrize('before', ['. ', ', ', '(', '@ ', '_ ', 'a '])
@pytest.mark.parametrize('scheme', ['https', 'http', 'HTTP'])
def test_an_address_is_found_after_whatever_is_no_word(before, scheme):
    hosts = [link['href'] for link in Shown(rendered(f'{before}{scheme}://a.example')).with_tag('a')]
    assert hosts == [f'{scheme}://a.example']


@pytest.mark.parametrize(
    'text', ['mailto: nobody', 'mailto:', 'https: //a.example', 'xhttps://a.example', '_https://a.b']
)
def test_what_is_no_address_is_shown_as_it_is(text):
    assert not Shown(rendered(text)).with_tag('a')
    assert text_of(rendered(text)) == text
