"""A finger on a screen: real touches, as the browser gets them of a phone."""

from playwright.async_api import CDPSession, FloatRect, Locator, Page

Place = tuple[float, float]


class Finger:
    """Touches a page and stays there until it is lifted."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._page = page
        self._session = session

    @classmethod
    async def at(cls, page: Page) -> 'Finger':
        """Give somebody a finger."""
        return cls(page, await page.context.new_cdp_session(page))

    async def rests_on(self, what: Locator, *, along: float = 0.5) -> Place:
        """Touch something in view, so far along its width, and stay; returns the place."""
        await what.scroll_into_view_if_needed()
        place = _within(await what.bounding_box(), along)
        await self.touches(place)
        return place

    async def touches(self, *places: Place) -> None:
        """Touch here and stay; the second place is that of a second finger."""
        await self._send('touchStart', *places)

    async def moves(self, place: Place) -> None:
        """Go on to another place without leaving the screen."""
        await self._send('touchMove', place)

    async def lifts(self) -> None:
        """Leave the screen."""
        await self._send('touchEnd')

    async def _send(self, kind: str, *places: Place) -> None:
        points = [{'x': x, 'y': y, 'id': number} for number, (x, y) in enumerate(places)]
        await self._session.send('Input.dispatchTouchEvent', {'type': kind, 'touchPoints': points})


def _within(box: FloatRect | None, along: float) -> Place:
    assert box is not None
    return box['x'] + box['width'] * along, box['y'] + box['height'] / 2
