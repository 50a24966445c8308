"""Proves that nothing is lost under load, fault and attack: ``python -m soak``."""
