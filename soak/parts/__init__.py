"""What is proved, one file a promise."""
