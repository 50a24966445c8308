"""Measures our server against three peers: ``python -m bench``."""
