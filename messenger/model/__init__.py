"""Values and rules of the messenger: one noun one file, no I/O and no NiceGUI."""
