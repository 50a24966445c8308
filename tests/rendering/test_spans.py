"""Links, pictures and addresses within a text."""

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


def test_a_picture_is_never_fetched():
    shown = Shown(rendered('![cat](https://a.example/cat.png)'))
    assert not shown.with_tag('img')
    assert shown.text == '![cat](https://a.example/cat.png)'
