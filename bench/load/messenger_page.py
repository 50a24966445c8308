"""What a browser does on a page of ours, beyond what it does on any page of NiceGUI."""

from bench.load.nicegui_page import Element, NiceGuiPage

ROWS_ON_SCREEN = 15


def find_composer(page: NiceGuiPage) -> tuple[int, str]:
    """Return the ids of the box in which messages are written, and of its listener."""
    return page.find('keydown', css_class='composer')


def say(page: NiceGuiPage, composer: tuple[int, str], request_id: str, text: str) -> str:
    """Write what the composer says at Enter."""
    return page.event(composer, [request_id, text, len(text)])


def report_newest(page: NiceGuiPage) -> str:
    """Write what a page says as soon as it shows: first and last row on screen, at the bottom, in a visible tab."""
    ordinals = [ordinal_of(element) for element in page.elements.values()]
    on_screen = sorted(ordinal for ordinal in ordinals if ordinal)[-ROWS_ON_SCREEN:] or [0]
    return page.event(page.find('scroll', css_class='log'), [on_screen[0], on_screen[-1], True, True])


def ordinal_of(element: Element) -> int:
    """Return the ordinal of a message's row, 0 for other elements."""
    return int(element.get('props', {}).get('data-o', 0))
