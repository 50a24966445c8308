"""Message text in, safe HTML out."""
