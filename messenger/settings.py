"""Every setting, its default, its unit and its environment variable (``MESSENGER_`` and the name in capitals).

>>> Settings().port
9999
"""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = 'MESSENGER_'
EXTENSIONS_PREFIX = 'MESSENGER_X_'
"""Of the settings that extensions have of their own."""

WILDCARDS = frozenset({'0.0.0.0', '::', ''})  # noqa: S104 - compared with, not bound to
"""Hosts that mean every address of this machine."""

CommaSeparated = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """What an operator may choose. Times and sizes carry their unit in the name or in the description."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra='forbid', use_attribute_docstrings=True)

    host: str = Field(default='127.0.0.1', max_length=253)
    """Address to listen on; 0.0.0.0 or :: means every address of the machine."""
    port: int = Field(default=9999, ge=1, le=65535)
    """Port to listen on, 1 to 65535."""
    public_url: str = ''
    """Where people reach the site when a proxy stands in front, such as https://chat.example.org; decides cookies."""
    trusted_proxies: CommaSeparated = ()
    """Addresses or networks, comma separated, whose X-Forwarded headers are believed, such as 127.0.0.1,10.0.0.0/8."""
    data: Path = Path('data')
    """Folder that holds the database, the attached files and the secret."""
    journal: Literal['sql', 'memory'] = 'sql'
    """Where messages live: sql (in the data folder) or memory (forgotten at exit)."""
    extensions: Path = Path('extensions')
    """Folder of extensions, made if need be: Python files that this server trusts and runs, live once saved."""
    title: str = Field(default='Messenger', min_length=1, max_length=60)
    """Name of the site in browser tabs and on the sign-in page, up to 60 characters."""
    lobby: str = Field(default='Lobby', max_length=40)
    """Name of the open group everybody joins at their first sign-in; empty for none."""
    admins: CommaSeparated = ()
    """Display names, comma separated, that are administrators once taken; empty makes the first member one."""
    message_characters: int = Field(default=10_000, ge=1, le=10_000)
    """Longest message, in characters, at most 10000."""
    attachment_megabytes: int = Field(default=25, ge=1, le=2_000)
    """Largest file that can be attached, in megabytes of 1048576 bytes."""
    attachments_per_message: int = Field(default=10, ge=1, le=20)
    """Files one message can hold, at most 20."""
    uploads_per_minute: int = Field(default=60, ge=1, le=1_000_000)
    """Files a member may attach in a minute."""
    sends_per_10_seconds: int = Field(default=10, ge=1, le=1_000_000)
    """Messages a member may send in 10 seconds on average."""
    send_burst: int = Field(default=20, ge=1, le=1_000_000)
    """Messages a member may send in one burst."""
    reactions_per_minute: int = Field(default=60, ge=1, le=1_000_000)
    """Reactions a member may add or take back in a minute."""
    widget_changes_per_minute: int = Field(default=600, ge=1, le=1_000_000)
    """Times a member may change widgets in a minute, such as votes and moves."""
    searches_per_minute: int = Field(default=120, ge=1, le=1_000_000)
    """Searches a member may make per minute; a pause in typing is one."""
    sign_ins_per_minute: int = Field(default=20, ge=1, le=1_000_000)
    """Attempts to sign in per minute from one address."""
    pages_per_minute: int = Field(default=120, ge=1, le=1_000_000)
    """Pages opened per minute in one session."""
    requests_per_minute: int = Field(default=3_000, ge=1, le=100_000_000)
    """Requests per minute from one address, of any kind; an office may share one."""
    sockets_per_session: int = Field(default=30, ge=1, le=1_000_000)
    """Live connections open at once in one session."""
    sockets_per_address: int = Field(default=500, ge=1, le=1_000_000)
    """Live connections open at once from one address; an office may share one."""
    tabs_per_member: int = Field(default=30, ge=1, le=1_000_000)
    """Tabs a member may have open at once, over all devices."""
    outgoing_networks: CommaSeparated = ()
    """Networks, comma separated, that webhooks may reach besides public addresses, then by http:// too: 10.1.0.0/16."""
    link_previews: bool = True
    """Whether the server looks at public https pages that messages link to, and shows what they are: true or false."""
    preview_networks: CommaSeparated = ()
    """Networks, comma separated, of which pages are previewed besides public ones, then by http:// too: 10.1.0.0/16."""
    metrics_token: str = Field(default='', repr=False)
    """Bearer token with which a Prometheus server reads /metrics; empty means that there is no such page."""
    log_level: Literal['debug', 'info', 'warning', 'error'] = 'info'
    """Least severity that is logged: debug, info, warning or error."""
    log_format: Literal['logfmt', 'json'] = 'logfmt'
    """Form of a log line: logfmt or json."""

    @field_validator('trusted_proxies', 'admins', 'outgoing_networks', 'preview_networks', mode='before')
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(',') if part.strip())
        return value

    @field_validator('trusted_proxies', 'outgoing_networks', 'preview_networks')
    @classmethod
    def _check_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            try:
                ipaddress.ip_network(network, strict=False)
            except ValueError:
                message = f'{network} is neither an address nor a network'
                raise ValueError(message) from None
        return value

    @field_validator('public_url')
    @classmethod
    def _check_public_url(cls, value: str) -> str:
        if not value:
            return ''
        url = urlsplit(value)
        if url.scheme not in {'http', 'https'} or not url.hostname or url.path.strip('/') or url.query or url.fragment:
            raise ValueError('must be http:// or https:// and a host, without a path')
        return f'{url.scheme}://{url.netloc.lower()}'

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over https only."""
        return self.public_url.startswith('https://')

    @property
    def address(self) -> str:
        """The address to tell people: the public one, or this machine's."""
        if self.public_url:
            return self.public_url
        is_local = self.host in WILDCARDS | {'127.0.0.1', '::1'}
        name = 'localhost' if is_local else f'[{self.host}]' if ':' in self.host else self.host
        return f'http://{name}:{self.port}'

    @property
    def database_url(self) -> str:
        """Where the SQL journal lives, as SQLAlchemy writes it."""
        return f'sqlite+aiosqlite:///{self.data.resolve() / "messenger.db"}'

    @property
    def keeps_nothing(self) -> bool:
        """Whether everything is forgotten at exit."""
        return self.journal == 'memory'


def variable_of(name: str) -> str:
    """Name the environment variable of a setting."""
    return f'{PREFIX}{name.upper()}'


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """List the variables that look like settings and are none, sorted; those of extensions are for these to know."""
    known = {variable_of(name) for name in Settings.model_fields}
    ours = [name for name in environment if name.upper().startswith(PREFIX)]
    return sorted(name for name in ours if name.upper() not in known and not name.upper().startswith(EXTENSIONS_PREFIX))
