"""What stands where a page says later what follows."""


def do_nothing(*_told: object) -> None:
    """Stand in until the page says what follows."""


async def await_nothing(*_told: object) -> None:
    """Stand in until the page says what follows and takes its time."""
