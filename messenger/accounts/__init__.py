"""Signing in, sessions, devices and invitations by link."""
