"""The pages of who is not signed in."""

from html.parser import HTMLParser

import pytest

from messenger.pages.plain import Voice, device_page, invitation_page, message_page, sign_in_page

ENGLISH = Voice(title='Messenger')
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'


class Parsed(HTMLParser):
    """A page as a browser takes it apart."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.words = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data.strip())

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def field(self, name):
        return [field.get('value') for field in self.all('input') if field['name'] == name]


@pytest.mark.parametrize(
    'html',
    [
        sign_in_page(Voice(title=HOSTILE), error=HOSTILE, name=HOSTILE, suggestion=HOSTILE, next_path=HOSTILE),
        device_page(Voice(title=HOSTILE), name=HOSTILE, address=HOSTILE),
        invitation_page(Voice(title=HOSTILE), group_name=HOSTILE, address=HOSTILE),
        message_page(Voice(title=HOSTILE), heading=HOSTILE, text=HOSTILE, link=HOSTILE, label=HOSTILE),
    ],
    ids=['sign in', 'device', 'invitation', 'message'],
)
def test_hostile_values_are_shown_as_the_characters_they_are(html):
    page = Parsed(html)
    assert not page.all('script')
    assert not page.all('img')
    assert HOSTILE in ' '.join(page.words)


def test_signing_in_asks_for_a_name_and_remembers_where_to_go():
    page = Parsed(sign_in_page(ENGLISH, next_path='/groups/abc?at=3'))
    assert page.all('form') == [{'method': 'post', 'action': '/sign-in'}]
    assert page.field('next') == ['/groups/abc?at=3']
    assert page.all('label') == [{'for': 'name'}]
    assert 'Sign in' in page.words


def test_a_refusal_keeps_what_was_typed_and_is_tied_to_the_field():
    page = Parsed(sign_in_page(ENGLISH, error='This name is taken.', name='Ann', suggestion='Ann 2'))
    field = next(each for each in page.all('input') if each.get('id') == 'name')
    assert field['value'] == 'Ann'
    assert field['aria-describedby'] == 'error'
    assert {'class': 'error', 'id': 'error', 'role': 'alert'} in page.all('p')


def test_the_suggestion_is_one_click_away():
    page = Parsed(sign_in_page(ENGLISH, name='Ann', suggestion='Ann 2', next_path='/groups/abc'))
    assert page.field('name') == ['Ann', 'Ann 2']
    assert page.field('next') == ['/groups/abc', '/groups/abc']


def test_a_link_asks_before_it_is_used_up():
    page = Parsed(device_page(ENGLISH, name='Ann', address='/device/secret'))
    assert page.all('form') == [{'method': 'post', 'action': '/device/secret'}]
    assert 'Sign in as Ann?' in page.words


def test_an_invitation_says_to_what():
    page = Parsed(invitation_page(ENGLISH, group_name='Design', address='/invite/secret'))
    assert page.all('form') == [{'method': 'post', 'action': '/invite/secret'}]
    assert 'Join Design?' in page.words


def test_a_message_leads_on():
    page = Parsed(message_page(ENGLISH, heading='Nothing here', text='There is no such page.'))
    assert page.all('a') == [{'class': 'primary', 'href': '/'}]
    assert 'There is no such page.' in page.words


def test_all_share_the_stylesheet():
    page = Parsed(message_page(ENGLISH, heading='Nothing here', text=''))
    assert any(link['rel'] == 'stylesheet' and link['href'].startswith('/style.css') for link in page.all('link'))


@pytest.mark.parametrize(('language', 'direction', 'words'), [('de', 'ltr', 'Anmelden'), ('ar', 'rtl', 'تسجيل الدخول')])
def test_a_page_says_its_language_and_its_direction_and_keeps_to_them(language, direction, words):
    page = Parsed(sign_in_page(Voice(title='Messenger', language=language)))
    assert page.all('html') == [{'lang': language, 'dir': direction}]
    assert words in page.words
