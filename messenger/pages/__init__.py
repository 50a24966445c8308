"""The pages: one file a route."""
