"""The plain routes, asked by HTTP."""
