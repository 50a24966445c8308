"""What pages and components ask of the app, so that they need not know how it is built."""

from typing import Protocol

from messenger.accounts.accounts import Accounts
from messenger.actions import Actions
from messenger.extensions.extensions import Extensions
from messenger.live import Live
from messenger.rendering.bodies import Bodies
from messenger.settings import Settings
from messenger.store.store import Store


class Parts(Protocol):
    """The parts of the app that a page may use; `messenger.app.App` has them all."""

    @property
    def settings(self) -> Settings:
        """What the operator chose."""

    @property
    def store(self) -> Store:
        """The live picture that pages show."""

    @property
    def actions(self) -> Actions:
        """What a member may ask for."""

    @property
    def accounts(self) -> Accounts:
        """Sessions and device links."""

    @property
    def bodies(self) -> Bodies:
        """Texts as safe HTML."""

    @property
    def live(self) -> Live:
        """Blocks built once and sent to everyone."""

    @property
    def extensions(self) -> Extensions:
        """What extensions offer."""
