"""The HTTP API: what members do, for programs, under ``/api/v1``."""
