"""``/remind 20m Tea`` has a bot write to you alone when it is time."""

import re
from datetime import timedelta

from messenger import Group, Member, Messenger, Periodic, Refused, Whisper, command, hook, viewer, whisper
from messenger.languages import Sentence, plural_sentence
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


@command('/remind')
async def remind(after: str, text: str, group: Group, messenger: Messenger) -> Whisper:
    """Be reminded by a message to you alone: /remind 20m Tea."""
    found = AFTER.fullmatch(after)
    seconds = int(found[1]) * SECONDS[found[2].lower()] if found else 0
    if not 0 < seconds <= LONGEST_DAYS * SECONDS['d']:
        raise Refused('bad_time', 'Say when and what, as in: /remind 20m Tea. Times are 20m, 2h or 3d.')
    if len(text) > LONGEST_TEXT:
        raise Refused('too_long', 'A reminder can have {most} characters. Shorten it.', most=LONGEST_TEXT)
    bot = await messenger.bot(NAME)
    await messenger.direct(viewer.id, bot.id)
    due = round(messenger.now().timestamp()) + seconds
    messenger.keep(bot, _free_slot(messenger, bot), f'{due} {viewer.id} {group.id} {text}')
    return whisper('{what}', what=_promise(seconds))


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


def _promise(seconds: int) -> Sentence:
    days, hours, minutes = (seconds // SECONDS[unit] for unit in ('d', 'h', 'm'))
    if days * SECONDS['d'] == seconds:
        return plural_sentence(
            'In {count} day {name} will remind you.', 'In {count} days {name} will remind you.', days, name=NAME
        )
    if hours * SECONDS['h'] == seconds:
        return plural_sentence(
            'In {count} hour {name} will remind you.', 'In {count} hours {name} will remind you.', hours, name=NAME
        )
    return plural_sentence(
        'In {count} minute {name} will remind you.', 'In {count} minutes {name} will remind you.', minutes, name=NAME
    )
