"""``/remind 20m Tea`` has a bot write to you alone when it is time."""

import re
from datetime import timedelta

from messenger import Group, Member, Messenger, Periodic, Refused, Whisper, command, hook, viewer, whisper
from messenger.model.ids import GroupId, MemberId

NAME = 'Reminders'
LOOK_SECONDS = 5
LONGEST_TEXT = 120
LONGEST_DAYS = 366
MOST = 1000
"""Of all members together."""

SLOT = re.compile(r'slot\.\d{1,4}')
AFTER = re.compile(r'(\d{1,4})\s*(m|min|h|d)', re.IGNORECASE)
SECONDS = {'m': 60, 'min': 60, 'h': 3600, 'd': 86_400}
USAGE = 'Say when and what, as in: /remind 20m Tea. Times are 20m, 2h or 3d.'


@command('/remind')
async def remind(after: str, text: str, group: Group, messenger: Messenger) -> Whisper:
    """Be reminded by a message to you alone: /remind 20m Tea."""
    found = AFTER.fullmatch(after)
    seconds = int(found[1]) * SECONDS[found[2].lower()] if found else 0
    if not 0 < seconds <= LONGEST_DAYS * SECONDS['d']:
        raise Refused('bad_time', USAGE)
    if len(text) > LONGEST_TEXT:
        raise Refused('too_long', f'A reminder can have {LONGEST_TEXT} characters. Shorten it.')
    bot = await messenger.bot(NAME)
    await messenger.direct(viewer.id, bot.id)
    due = round(messenger.now().timestamp()) + seconds
    messenger.keep(bot, _free_slot(messenger, bot), f'{due} {viewer.id} {group.id} {text}')
    return whisper(f'In {_said(seconds)} {NAME} will remind you.')


@hook
def periodic(messenger: Messenger) -> Periodic:
    """Look every few seconds whether it is time for one."""

    async def look() -> None:
        bot = messenger.found_bot(NAME)
        if bot is None:
            return
        for slot, value in messenger.kept(bot).items():
            if SLOT.fullmatch(slot) and value and int(value.split(' ', 1)[0]) <= messenger.now().timestamp():
                await _tell(messenger, bot, slot, value)

    return Periodic(timedelta(seconds=LOOK_SECONDS), look)


async def _tell(messenger: Messenger, bot: Member, slot: str, value: str) -> None:
    _, member_id, group_id, text = value.split(' ', 3)
    member, group = messenger.member(MemberId(member_id)), messenger.group(GroupId(group_id))
    messenger.keep(bot, slot, '')  # before it is said: rather once too little than again and again
    if member is None:
        return
    where = f' ({group.name})' if group and group.name else ''
    await messenger.say(await messenger.direct(bot.id, member.id), f'⏰ {text}{where}', by=bot.id)


def _free_slot(messenger: Messenger, bot: Member) -> str:
    kept = messenger.kept(bot)
    free = (f'slot.{number}' for number in range(MOST) if not kept.get(f'slot.{number}'))
    slot = next(free, None)
    if slot is None:
        raise Refused('too_many', 'There are too many reminders just now. Try again when some are done.')
    return slot


def _said(seconds: int) -> str:
    units = ((86_400, 'day'), (3600, 'hour'), (60, 'minute'))
    unit, noun = next(each for each in units if seconds % each[0] == 0)
    count = seconds // unit
    return f'{count} {noun}' if count == 1 else f'{count} {noun}s'
