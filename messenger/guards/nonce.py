"""Gives the scripts of NiceGUI's page template, and no others, the nonce that the content security policy asks for.

The template's source is changed before it is compiled, not the finished page: whatever ends up in a page
as data can never gain the nonce, and no page has to be searched.
"""

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment
from nicegui.client import templates

from messenger.guards.direction import directed

SCRIPT = re.compile(r'<script(?=[\s>])')
MARKED = '<script nonce="{{ (request.scope.state or {}).nonce }}"'


class _Marking(BaseLoader):
    def __init__(self, loader: BaseLoader) -> None:
        self.inner = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_fresh = self.inner.get_source(environment, template)
        return directed(SCRIPT.sub(MARKED, source)), path, is_fresh


def mark_template_scripts() -> None:
    """Let NiceGUI's template write the nonce; once per process is enough and more does no harm."""
    environment = templates.env
    if environment.loader is None or isinstance(environment.loader, _Marking):
        return
    environment.loader = _Marking(environment.loader)
    if environment.cache is not None:
        environment.cache.clear()
