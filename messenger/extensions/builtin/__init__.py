"""The messenger's own extensions, which come through the same door as everybody else's."""
