"""What a member may ask for: one file a noun. Every right is checked here, at each call."""

from messenger.actions.actions import Actions, make_actions

__all__ = ['Actions', 'make_actions']
