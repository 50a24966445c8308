"""What all pages share: made once for the whole server."""

from dataclasses import dataclass
from typing import Self

from messenger.components.log import Logs
from messenger.components.parts import Parts
from messenger.components.status_lines import StatusLines


@dataclass(frozen=True, slots=True)
class Shared:
    """The logs of all groups and the lines around them."""

    logs: Logs
    lines: StatusLines

    @classmethod
    def of(cls, app: Parts) -> Self:
        """Build what an app's pages share."""
        logs = Logs(store=app.store, actions=app.actions, bodies=app.bodies, live=app.live, drawing=app.extensions)
        app.extensions.listen(logs.follow_extensions)
        return cls(logs, StatusLines(store=app.store, live=app.live))
