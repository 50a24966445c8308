"""What the page's script keeps and answers: messages that left and were not yet accepted (`sessionStorage`)."""

import json
import re
from typing import Any

from bench.load.nicegui_page import ZONE_AND_LANGUAGE
from messenger.components import browser

REQUEST_ID = re.compile(r'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')


class Storage:
    """What outlives a reload in one tab."""

    def __init__(self, group_id: str) -> None:
        self._group_id = group_id
        self.unsent: dict[str, str] = {}
        """Texts by request id."""

    def answer(self, code: str) -> Any:
        """Return what the browser answers to a question of the server."""
        if code == browser.LOCALE:
            return ZONE_AND_LANGUAGE
        if code == browser.UNSENT:
            return list(self.unsent)[:100]
        asked = REQUEST_ID.search(code) if "getItem('sent:'" in code else None
        if asked and asked[0] in self.unsent:
            return [asked[0], self._group_id, self.unsent[asked[0]]]
        return None

    def accepted_in(self, code: str) -> list[str]:
        """Return which messages the server lets the browser forget, and forget them."""
        if "removeItem('sent:'" not in code:
            return []
        accepted = REQUEST_ID.findall(code)
        for request_id in accepted:
            self.unsent.pop(request_id, None)
        return accepted

    def given_back_in(self, code: str) -> list[str]:
        """Return which messages the server refused, by the text that it puts back into the box."""
        if 'box.focus()' not in code or 'box.value =' not in code:
            return []
        return [request_id for request_id, text in self.unsent.items() if json.dumps(text)[1:-1] in code]
