"""In which language a request is answered before there is a page."""

import pytest
from starlette.types import Scope

from messenger.guards.voice import CHOSEN, language_in, voice_in


@pytest.mark.parametrize(('chosen', 'header', 'language'), [('', 'de-AT', 'de'), ('ar', 'de', 'ar'), ('', '', 'en')])
def test_what_a_member_chose_goes_before_what_the_browser_asks_for(chosen: str, header: str, language: str) -> None:
    scope = asking('/sign-in', header, chosen)
    assert voice_in(scope, 'Tea').language == language
    assert voice_in(scope, 'Tea').title == 'Tea'


def test_programs_are_answered_in_english() -> None:
    assert language_in(asking('/api/v1/groups', 'de')) == 'en'


def asking(path: str, header: str, chosen: str = '') -> Scope:
    """A request as it stands behind the guards."""
    headers = [(b'accept-language', header.encode())]
    return {'type': 'http', 'path': path, 'headers': headers, 'state': {CHOSEN: chosen}}
