"""How a text will look, above the box that it is written in."""

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from messenger.actions.messages import MessageActions
from messenger.components import browser
from messenger.components.filling import fill_html, fill_in
from messenger.components.labelled import labelled
from messenger.extensions.extensions import Extensions
from messenger.live import Locale
from messenger.model.ids import GroupId, MemberId
from messenger.model.refused import Refused
from messenger.rendering.bodies import Bodies
from messenger.words import _

FOLLOW_SECONDS = 0.5
"""At most this often is an open preview drawn anew while one types."""


class TextPreview:
    """One viewer's preview of what stands in the box; opened and closed by the button in it."""

    def __init__(
        self,
        composer: Element,
        *,
        messages: MessageActions,
        extensions: Extensions,
        bodies: Bodies,
        member_id: MemberId,
        group_id: GroupId,
        locale: Locale,
    ) -> None:
        self._messages = messages
        self._extensions = extensions
        self._bodies = bodies
        self._member_id = member_id
        self._group_id = group_id
        self._composer = composer
        self._asked = 0
        self.locale = locale
        self._shown: Element | None = None
        composer.on('click', self._on_look, js_handler=browser.LOOK)
        composer.on('input', self._on_look, js_handler=browser.LOOK, throttle=FOLLOW_SECONDS)

    def close(self) -> None:
        """Take it away; closing twice is no error."""
        self._asked += 1
        if self._shown:
            self._shown.delete()
            self._shown = None

    async def _on_look(self, event: GenericEventArguments) -> None:
        match event.args:
            case str(text) if text.strip():
                await self._show(text)
            case _:
                self.close()

    async def _show(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        try:
            message = await self._extensions.sample(self._member_id, self._group_id, text)
            if message is None:
                message = await self._messages.preview_message(self._member_id, self._group_id, text)
        except Refused:
            if asked == self._asked:  # else something else is looked at by now
                self.close()  # the sending says why
            return
        if asked == self._asked and message.widget is None:
            html = fill_html(labelled(self._bodies.html(message)), self.locale)
            self._body(is_widget=False).props['innerHTML'] = html
        elif asked == self._asked:
            with self._body(is_widget=True) as body:
                self._extensions.draw(message)
            fill_in(body, self.locale)

    def _body(self, *, is_widget: bool) -> Element:
        """Return where it is shown, above everything else of the composer; a widget there cannot be used."""
        if self._shown is not None and (is_widget or 'inert' in self._shown.props):
            self._shown.delete()
            self._shown = None
        if self._shown is None:
            with self._composer:
                self._shown = Element('div').classes('sample bd').props('role=region tabindex=0')
                self._shown.props['aria-label'] = _('Preview')
            self._shown.props.update({'inert': True} if is_widget else {})
            self._shown.move(target_index=0)
        return self._shown
