"""Each guard alone, and all of them in their order."""
