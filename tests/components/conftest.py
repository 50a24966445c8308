"""What component tests share."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from messenger.accounts.accounts import Accounts
from messenger.accounts.device_links import DeviceLinks
from messenger.accounts.sessions import Sessions
from messenger.actions import Actions
from messenger.extensions.extensions import Extensions
from messenger.extensions.hooking import Hooking
from messenger.settings import Settings
from messenger.store.store import Store
from tests.world import World

KEY = b'k' * 32


def extensions_of(world: World) -> Extensions:
    """No extensions at all."""
    hooking = Hooking(world.store.is_extension_on)
    return Extensions(folder=None, store=world.store, actions=world.actions, hooking=hooking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The parts of the app that dialogs use, around a world."""

    settings: Settings
    store: Store
    actions: Actions
    accounts: Accounts
    extensions: Extensions


@pytest.fixture
def stage(world: World) -> Stage:
    """A world with accounts."""

    def now() -> datetime:
        return datetime.now(UTC)

    accounts = Accounts(
        sessions=Sessions(world.tokens, KEY, now),
        device_links=DeviceLinks(world.tokens, KEY, now),
        store=world.store,
        members=world.actions.members,
        memberships=world.actions.memberships,
    )
    settings = Settings(public_url='https://chat.example.org')
    return Stage(
        settings=settings,
        store=world.store,
        actions=world.actions,
        accounts=accounts,
        extensions=extensions_of(world),
    )
