"""The lean collections of elements behave as NiceGUI's own."""

import inspect
import subprocess
import sys
from typing import Any

import nicegui.element
import pytest
from nicegui import classes, element, observables, props, style
from nicegui.observables import ObservableList

from messenger.live.lean import LeanClasses, LeanProps, LeanStyle, with_entry


class Thing:
    """Stands for an element: counts its updates."""

    def __init__(self) -> None:
        self.updates = 0

    def update(self) -> None:
        self.updates += 1


@pytest.fixture
def thing() -> Any:
    return Thing()


def test_nicegui_makes_its_collections_as_ours_are_made() -> None:
    text = inspect.getsource(element.Element.__init__)
    for name in ('Classes', 'Style', 'Props'):
        assert f'{name}(self._default_{name.lower()}, element=cast(Self, self))' in text
        assert getattr(nicegui.element, name).__name__ in {name, f'Lean{name}'}


@pytest.mark.parametrize('kind', [classes.Classes, style.Style, props.Props])
def test_the_originals_have_the_state_that_ours_share(kind: Any) -> None:
    text = inspect.getsource(kind.__init__) + inspect.getsource(observables.ObservableCollection.__init__)
    set_by_us = {'_element', '_suspend_count', '_warnings', '_renames'}
    shared = {'_parent', 'last_modified', '_change_handlers', '_observer_refs'}
    lines = [line.strip() for line in text.splitlines()]
    assert {line.split('.')[1].split(' ')[0].rstrip(':') for line in lines if line.startswith('self.')} <= (
        set_by_us | shared
    )
    assert 'on_change=self._update' in text


def test_nobody_else_adds_to_warnings_and_renames() -> None:
    text = inspect.getsource(props)
    assert text.count('self._warnings[') == text.count('self._renames[') == 1
    assert 'self._warnings[prop] = message\n        self._check_warning(prop, message)' in text
    assert 'self._renames[prop] = replacement\n        self._check_rename(prop, replacement)' in text


def test_classes_update_their_element(thing: Any) -> None:
    names = LeanClasses(['a'], element=thing)
    names.append('b')
    assert names('c', remove='a') is thing
    assert list(names) == ['b', 'c']
    assert thing.updates == 2
    names('c')
    assert thing.updates == 2
    with names.suspend_updates():
        names.clear()
    assert (thing.updates, list(names)) == (2, [])


def test_style_updates_its_element(thing: Any) -> None:
    rules = LeanStyle({'color': 'red'}, element=thing)
    rules('width: 3px', remove='color: red')
    assert dict(rules) == {'width': '3px'}
    before = thing.updates
    rules('width: 3px')
    assert thing.updates == before > 0


def test_props_update_their_element_also_from_inside_their_values(thing: Any) -> None:
    values = LeanProps({'options': ['a']}, element=thing)
    values['options'].append('b')
    assert thing.updates == 1
    values['more'] = {'deep': []}
    values['more']['deep'].append(1)
    assert thing.updates == 3
    old = values['more']
    del values['more']
    updates = thing.updates
    old['deep'].append(2)
    assert thing.updates == updates
    assert values == {'options': ['a', 'b']}


def test_warnings_and_renames_are_an_element_s_own(thing: Any) -> None:
    one, other = LeanProps({}, element=thing), LeanProps({}, element=thing)
    one.add_rename('old', 'new')
    one['old'] = 1
    other['old'] = 1
    assert (dict(one), dict(other)) == ({'old': 1, 'new': 1}, {'old': 1})
    one.add_warning('bad', 'bad is bad')
    one['bad'] = 1
    assert 'bad' not in one
    assert with_entry((), 'a', 'b') is with_entry((), 'a', 'b')


def test_added_handlers_and_observers_hear_of_changes(thing: Any) -> None:
    values, other, heard = LeanProps({}, element=thing), LeanProps({}, element=thing), []
    values.on_change(lambda: heard.append('plain'))
    values.on_change(lambda event: heard.append(event.sender is values))
    values['a'] = 1
    assert heard == ['plain', True]
    assert thing.updates == 1
    assert len(values.change_handlers) == 3
    assert len(other.change_handlers) == 1
    outer = ObservableList([values], on_change=lambda: heard.append('outer'))
    values['a'] = 2
    assert heard == ['plain', True] * 2 + ['outer']
    assert outer[0] is values


def test_a_deleted_element_s_collections_can_still_be_changed() -> None:
    names = LeanClasses([], element=Thing())  # type: ignore[arg-type]
    names.append('a')
    assert list(names) == ['a']


def test_elements_take_less_than_half_of_the_memory() -> None:
    plain, ours = (int(_bytes_per_element(install)) for install in ('', 'lean.install(); bindings.install()'))
    assert ours < 0.45 * plain


def _bytes_per_element(install: str) -> str:
    code = f"""if True:
        import gc, tracemalloc
        from nicegui import Client, ui
        from nicegui.page import page
        from messenger.live import bindings, lean
        {install}
        client = Client(page(''))
        def make(number):
            with client:
                for _ in range(number):
                    ui.element('div').classes('a b').props['innerHTML'] = 'text'
        make(50)
        gc.collect()
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        make(200)
        gc.collect()
        print((tracemalloc.get_traced_memory()[0] - before) // 200)"""
    return subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True).stdout
