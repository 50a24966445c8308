"""Parts of a widget that are for some members: hidden by the stylesheet of everybody else's page, checked when used."""

from messenger.extensions.audience import Audience
from messenger.extensions.viewer import who_acts
from messenger.live import Zone
from messenger.live.zone import Run


def only(audience: Audience) -> Zone:
    """Show what is built inside to these members alone, and let nobody else use it.

    It is in everybody's page all the same: what others may not know at all is not drawn, see `viewer` in a handler.

    Example: ``with only(author | moderators): ui.button('Close', on_click=close)``
    """

    async def around(run: Run) -> None:
        audience.require(who_acts().standings)
        await run()

    zone = Zone(around)
    zone.classes(' '.join(['only', *sorted(f'only-{standing.value}' for standing in audience.standings)]))
    return zone
