"""In which language a request is answered before there is a page."""

import pytest

from messenger.guards.voice import CHOSEN, voice_in


@pytest.mark.parametrize(('chosen', 'header', 'language'), [('', 'de-AT', 'de'), ('ar', 'de', 'ar'), ('', '', 'en')])
def test_what_a_member_chose_goes_before_what_the_browser_asks_for(chosen: str, header: str, language: str) -> None:
    scope = {'type': 'http', 'headers': [(b'accept-language', header.encode())], 'state': {CHOSEN: chosen}}
    assert voice_in(scope, 'Tea').language == language
    assert voice_in(scope, 'Tea').title == 'Tea'
