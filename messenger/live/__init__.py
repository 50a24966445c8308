"""Shared blocks: UI built once and sent to everyone who looks at it. Knows nothing of chat."""
