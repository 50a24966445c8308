"""The examples of extensions, as people use them."""
