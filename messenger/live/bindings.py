"""Bindable properties that are listed when something is bound to them, and not for every element.

NiceGUI lists each bindable property of each element (at least `visible`) with a weak reference, and follows bindings
at each assignment, though there are none: 250 bytes for each property, and a good part of what making an element takes.
"""

import functools
import inspect
from typing import Any, cast

from nicegui import binding
from nicegui.binding import BindableProperty


def install() -> None:
    """Replace the setter of properties and what enters a binding."""
    present: Any = BindableProperty.__set__
    BindableProperty.__set__ = functools.wraps(getattr(present, '__wrapped__', present))(_set)  # type: ignore[method-assign]
    entering: Any = binding._bind_one_way  # noqa: SLF001
    original = getattr(entering, '__wrapped__', entering)

    @functools.wraps(original)
    def bind_one_way(source_obj: Any, source_name: tuple[str, ...], *rest: Any) -> None:
        _list(source_obj, source_name)
        original(source_obj, source_name, *rest)

    binding._bind_one_way = cast(Any, bind_one_way)  # noqa: SLF001


def _set(self: BindableProperty, owner: Any, value: Any) -> None:
    """Set as NiceGUI does, but do not list the property, and follow bindings only where there are any."""
    attribute = f'___{self.name}'
    is_first = not hasattr(owner, attribute)
    is_changed = not is_first and getattr(owner, attribute) != value
    if is_first:
        binding._make_copyable(type(owner))  # noqa: SLF001
    elif not is_changed:
        return
    setattr(owner, attribute, value)
    if (id(owner), (self.name,)) in binding.bindings:
        binding._propagate(owner, (self.name,))  # noqa: SLF001
    if is_changed and self._change_handler is not None:
        self._change_handler(owner, value)


def _list(source: Any, name: tuple[str, ...]) -> None:
    """List a property that something is about to be bound to, if it is a bindable one that has been set."""
    is_bindable = isinstance(inspect.getattr_static(type(source), name[0], None), BindableProperty)
    if len(name) == 1 and is_bindable and hasattr(source, f'___{name[0]}'):
        binding.bindable_properties[id(source), name] = source
