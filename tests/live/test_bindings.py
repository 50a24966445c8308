"""Bindable properties behave as NiceGUI's own; in processes of their own, because they are replaced for good."""

import inspect
import subprocess
import sys

import pytest
from nicegui import binding

STORY = """if True:
    import copy, gc
    from nicegui import binding
    from nicegui.binding import BindableProperty, bind, bind_from, bind_to
    from messenger.live import bindings
    {install}
    heard = []
    class Thing:
        name = BindableProperty(on_change=lambda sender, value: heard.append(value))
    class Plain:
        pass
    a, b, plain = Thing(), Thing(), Plain()
    a.name = 'a'
    a.name = 'a'
    a.name = 'A'
    b.name = 'b'
    plain.name = 'p'
    print(heard)
    bind_to(a, 'name', b, 'name')
    bind_to(b, 'name', plain, 'name', forward=str.lower)
    print(b.name, plain.name, len(binding.active_links))
    a.name = 'Next'
    print(b.name, plain.name, heard)
    twin = copy.copy(a)
    twin.name = 'twin'
    print(a.name, b.name)
    bind_to(twin, 'name', plain, 'twin', other_strict=False)
    twin.name = 'third'
    print(plain.twin, len(binding.active_links))
    late = Thing()
    bind_to(late, 'name', plain, 'late', self_strict=False, other_strict=False)
    print(len(binding.active_links), hasattr(plain, 'late'))
    late.name = 'now'
    print(plain.late)
    binding.remove([a, b, twin, late])
    a.name = 'alone'
    print(b.name, len(binding.bindings), len(binding.active_links))
    data = dict(x=1)
    bind_from(a, 'name', data, 'x')
    print(a.name, len(binding.active_links))
    bind(a, 'name', b, 'name')
    b.name = 'both'
    print(a.name, b.name)
"""


def told(install: str) -> list[str]:
    code = STORY.format(install=install)
    return subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True).stdout.splitlines()


def test_bindings_do_the_same_as_nicegui_s() -> None:
    theirs = told('')
    assert theirs[0] == "['A']"
    assert told('bindings.install()') == theirs
    assert told('bindings.install(); bindings.install()') == theirs


def test_only_what_is_bound_is_listed() -> None:
    code = """if True:
        from nicegui import Client, binding, ui
        from nicegui.page import page
        from messenger.live import bindings
        bindings.install()
        with Client(page('')):
            one, other = ui.label('one'), ui.label('other')
        print(len(binding.bindable_properties))
        other.bind_visibility_from(one, 'visible')
        one.visible = False
        print(len(binding.bindable_properties), other.visible, 'hidden' in other.classes)
    """
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ['0', '1 False True']


@pytest.mark.parametrize(
    'line',
    [
        'if binding_key not in bindable_properties:',
        '_bind_one_way(self_obj, self_name_tuple, other_obj, other_name_tuple, forward)',
        '_bind_one_way(other_obj, other_name_tuple, self_obj, self_name_tuple, backward)',
        'bindable_properties[(id(owner), (self.name,))] = owner',
        "value_changed = has_attr and getattr(owner, '___' + self.name) != value",
        'for _, target_obj, target_name, transform in bindings.get((source_obj_id, source_name), []):',
    ],
)
def test_nicegui_s_bindings_are_as_ours_expect(line: str) -> None:
    assert line in inspect.getsource(binding)


def test_the_list_is_read_where_ours_expect_it_and_nowhere_else() -> None:
    assert inspect.getsource(binding).count('bindable_properties') == 7
