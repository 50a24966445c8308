"""What a file really is, found in its content and not in what its sender says of it."""
