"""Contents of files, each kept once under the SHA-256 of what is in it."""
