"""Random secrets that people carry, and the only form in which we keep them."""

import hmac
import secrets

TOKEN_BYTES = 32
LONGEST_TOKEN = 100
"""Characters; whatever is longer was not made here and is not worth hashing."""


def new_key() -> bytes:
    """Make a key for `hash_token` that lives as long as the process."""
    return secrets.token_bytes(TOKEN_BYTES)


def new_token() -> str:
    """Make a secret of 256 random bits that fits in a cookie and in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(key: bytes, token: str) -> bytes:
    """Hash a secret with this server's key, so that reading or writing the database alone forges nothing."""
    return hmac.digest(key, token[:LONGEST_TOKEN].encode('utf-8', 'replace'), 'sha256')
