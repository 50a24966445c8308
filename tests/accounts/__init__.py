"""Sessions and links."""
