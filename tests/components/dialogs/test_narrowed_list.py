"""Lists that one narrows by typing."""

from dataclasses import dataclass

from nicegui import ui

from messenger.components.dialogs.narrowed_list import FEW, MOST, NarrowedList


@dataclass(frozen=True)
class Thing:
    id: str
    name: str


def things(count):
    return [Thing(f'{number:04}', f'Thing {number}') for number in range(count)]


def shown(found):
    return [item.default_slot.children[0].text for item in found.element.default_slot.children]


def build(viewer, listed):
    with viewer:
        return NarrowedList(listed, lambda thing: ui.label(thing.name), label='Find')


async def test_a_short_list_has_no_field(viewer):
    build(viewer, things(FEW))
    await viewer.should_not_see(ui.input)


async def test_a_long_list_is_narrowed_without_regard_to_case_and_accents(viewer):
    found = build(viewer, [*things(FEW), Thing('z', 'Café')])
    viewer.find(ui.input).type('CAFE')
    assert shown(found) == ['Café']


async def test_what_is_not_there_is_said(viewer):
    build(viewer, things(FEW + 1))
    viewer.find(ui.input).type('nonsense')
    await viewer.should_see('Nothing has a name like that.')


async def test_a_huge_list_shows_its_beginning_and_says_so(viewer):
    found = build(viewer, things(MOST + 5))
    assert len(shown(found)) == MOST
    await viewer.should_see('And 5 more: type a part of the name.')


async def test_only_changed_lines_are_built_again(viewer):
    found = build(viewer, things(3))
    before = list(found.element.default_slot.children)
    found.change([Thing('0001', 'Thing 1'), Thing('0000', 'Another'), Thing('0009', 'New')])
    after = found.element.default_slot.children
    assert shown(found) == ['Thing 1', 'Another', 'New']
    assert after[:2] == [before[1], before[0]]
    assert before[2].is_deleted
