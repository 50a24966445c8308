"""Dialogs: each is built for its viewer when opened and gone when closed."""
