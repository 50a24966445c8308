"""Durable before visible: the journal of changes, the bus that announces them and the feed that applies them."""
