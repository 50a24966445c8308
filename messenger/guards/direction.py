"""Says in the first tag of NiceGUI's page template in which direction the page is read; Quasar does so much later."""

from messenger.languages import RIGHT_TO_LEFT

FIRST_TAG = '<html{% if html_lang %} lang="{{ html_lang }}"'
DIRECTED = f"""{FIRST_TAG} dir="{{{{ 'rtl' if html_lang in {sorted(RIGHT_TO_LEFT)} else 'ltr' }}}}\""""


def directed(template: str) -> str:
    """Write the direction into the template's source, if it is the one of a page."""
    return template.replace(FIRST_TAG, DIRECTED, 1)
