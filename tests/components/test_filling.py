"""What is built as if for all is said at once where one reader alone has it."""

from nicegui import ui
from nicegui.testing import User

from messenger.components.filling import fill_in
from messenger.live import Locale
from messenger.words import plain_word, word


async def test_a_sample_speaks_the_language_of_its_page(viewer: User) -> None:
    with viewer, ui.element() as root:
        label, button = ui.label(plain_word('Today')), ui.button(plain_word('Today'))
        html = ui.html(f'<b>{word("Today")}</b> & more', sanitize=False)
    fill_in(root, Locale(zone='UTC', language='de'))
    said = (label.text, button.props['label'], html.props['innerHTML'])
    assert said == ('Heute', 'Heute', '<b>Heute</b> & more')


async def test_what_is_no_html_is_escaped_where_html_is_to_be(viewer: User) -> None:
    """A shared element, whose HTML is a word in plain text, is as harmless in a sample as in a message."""
    with viewer, ui.element() as root:
        html = ui.html(plain_word('{whom} joined', whom='<img src=x>'), sanitize=False)
        label = ui.label(plain_word('{whom} joined', whom='A & B'))
    fill_in(root, Locale(zone='UTC', language='en'))
    assert (html.props['innerHTML'], label.text) == ('&lt;img src=x&gt; joined', 'A & B joined')
