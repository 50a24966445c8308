"""Pictures of members: taking one, taking it away, and looking at it."""

from collections.abc import AsyncIterable

from messenger.actions.limits import Limits, Pace
from messenger.actions.portraits import Portraits
from messenger.actions.scope import Scope
from messenger.actions.submissions import Submissions
from messenger.actions.uploads import Uploads
from messenger.languages import marked
from messenger.media.pictures import Pictures
from messenger.model.attachment import Sha256
from messenger.model.changes import MemberPictured
from messenger.model.ids import SITE, MemberId, RequestId
from messenger.model.permissions import Action, Standing, is_allowed
from messenger.model.refused import NotFound, Refused

MOST_MEGABYTES = 10
"""Of a file that a picture is made from; photographs of phones have up to 8."""

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024

NO_PICTURE = marked('This is no picture that can be shown here. Choose a PNG, JPEG, GIF or WebP file.')
TOO_LARGE = marked('This picture is too large: up to {most} MB can be taken. Choose a smaller one.')
"""With `MOST_MEGABYTES` as the most."""


class PictureActions:
    """What a member does about pictures of people."""

    def __init__(
        self, *, scope: Scope, submissions: Submissions, limits: Limits, portraits: Portraits, uploads: Uploads
    ) -> None:
        self._scope = scope
        self._submissions = submissions
        self._limits = limits
        self._portraits = portraits
        self._uploads = uploads
        self._pictures = Pictures()

    async def set_picture(self, member_id: MemberId, pieces: AsyncIterable[bytes], request_id: RequestId) -> Sha256:
        """Have a picture, of which the middle is kept, small; durable when this returns. Emits MemberPictured.

        Answers what it is kept by. Whatever `pieces` raises leaves nothing.

        Raises:
            NotFound: no such member.
            Refused: ``too_large``, ``no_picture``, ``too_fast``, ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.SET_PICTURE)
        self._limits.spend(Pace.PERSON, member_id)
        small = await self._pictures.square(await _whole(pieces))
        if small is None:
            raise Refused('no_picture', NO_PICTURE)
        picture = await self._portraits.keep(small)
        async with self._uploads.keeping(picture):
            await self._change(member_id, member_id, picture, request_id)
        return picture

    async def remove_picture(self, by_id: MemberId, member_id: MemberId, request_id: RequestId) -> None:
        """Take a member's picture away, one's own or, as administrator, any; durable when this returns.

        Emits MemberPictured. Raises NotFound, Refused ``not_allowed``, ``unavailable``.
        """
        asker, member = self._scope.member(by_id), self._scope.member(member_id)
        standings = {Standing.SELF} if asker.id == member.id else {Standing.NON_MEMBER}
        if asker.is_administrator:
            standings.add(Standing.ADMINISTRATOR)
        if not is_allowed(Action.REMOVE_PICTURE, standings):
            raise Refused('not_allowed', 'Only administrators can remove the pictures of others. Ask one of them.')
        await self._change(by_id, member_id, None, request_id)

    async def read_picture(self, member_id: MemberId, picture: Sha256) -> bytes:
        """Return what somebody has as a picture now; nothing else that is kept.

        Raises NotFound, Refused ``unavailable``.
        """
        self._scope.signed_in(member_id, Action.READ_PICTURE)
        if not self._scope.store.is_picture(picture):
            raise NotFound('picture')
        return await self._portraits.read(picture)

    async def _change(
        self, by_id: MemberId, member_id: MemberId, picture: Sha256 | None, request_id: RequestId
    ) -> None:
        """Let a member have this picture or none; what nobody has any more goes."""
        before = self._scope.member(member_id).picture
        is_repeated = self._submissions.earlier(by_id, SITE, request_id, MemberPictured) is not None
        if is_repeated or picture == before:
            return
        await self._submissions.submit(by_id, request_id, MemberPictured(member_id=member_id, picture=picture))
        if before:
            await self._uploads.release([before])


async def _whole(pieces: AsyncIterable[bytes]) -> bytes:
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > MOST_BYTES:
            raise Refused('too_large', TOO_LARGE, most=MOST_MEGABYTES)
    return bytes(content)
