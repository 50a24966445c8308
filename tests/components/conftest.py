"""What component tests share."""

from collections.abc import AsyncIterator

import pytest
from nicegui.testing import User, user_simulation


@pytest.fixture
async def viewer() -> AsyncIterator[User]:
    """Somebody with an empty page open; ``with viewer:`` places components on it."""

    def page() -> None:
        """Nothing yet."""

    async with user_simulation(root=page) as user:
        await user.open('/')
        yield user
