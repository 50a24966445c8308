"""What the messenger answers at which address: one file a page."""

from messenger.pages.messenger import register

__all__ = ['register']
