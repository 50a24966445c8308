"""What is measured: one part one file."""
