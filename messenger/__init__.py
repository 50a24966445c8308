"""Messenger: group chat that a team runs for itself, wholly in Python."""
