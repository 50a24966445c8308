"""The in-process live picture that pages read and bind to; changed by the feed alone."""
