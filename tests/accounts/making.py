"""Accounts in a world."""

from datetime import UTC, datetime

from messenger.accounts.accounts import Accounts
from messenger.accounts.device_links import DeviceLinks
from messenger.accounts.sessions import Sessions

KEY = b'k' * 32


def utc_now():
    """Tell the time."""
    return datetime.now(UTC)


def make_accounts(world, clock=utc_now):
    """Let people sign in to a world."""
    return Accounts(
        sessions=Sessions(world.tokens, KEY, clock),
        device_links=DeviceLinks(world.tokens, KEY, clock),
        store=world.store,
        members=world.actions.members,
        memberships=world.actions.memberships,
    )
