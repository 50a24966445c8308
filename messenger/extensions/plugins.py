"""The hooks of `messenger.extensions.hooks`, made known to pluggy."""

from types import ModuleType

import pluggy

from messenger.extensions import hooks
from messenger.extensions.marks import PROJECT


def new_plugins() -> pluggy.PluginManager:
    """Make a register of implementations, with none yet."""
    plugins = pluggy.PluginManager(PROJECT)
    plugins.add_hookspecs(hooks)
    return plugins


def check_hooks(module: ModuleType) -> None:
    """Let only hooks pass that there are, and that ask for what is given. Raises pluggy.PluginValidationError."""
    plugins = new_plugins()
    plugins.register(module)
    plugins.check_pending()
