"""The settings of a server in memory."""

from typing import Any

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from messenger.settings import Settings

OFTEN = 1_000_000
"""What no test reaches by accident."""

LIMITS = (
    'sends_per_10_seconds',
    'send_burst',
    'reactions_per_minute',
    'widget_changes_per_minute',
    'searches_per_minute',
    'uploads_per_minute',
    'pages_per_minute',
    'requests_per_minute',
)


class GivenSettings(Settings):
    """Settings that no environment variable changes."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what is given and nothing else."""
        return (init_settings,)


def settings_in_memory(**given: Any) -> Settings:
    """Return the settings for a test: nothing on disk, no lobby, no hurry, no look at pages, and what is given."""
    own: dict[str, Any] = {'journal': 'memory', 'lobby': '', 'link_previews': False}
    return GivenSettings(**(own | dict.fromkeys(LIMITS, OFTEN) | given))
