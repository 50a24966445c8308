"""What a member may ask for: one file a noun. Every right is checked here, at each call."""
