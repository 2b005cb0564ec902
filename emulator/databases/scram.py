"""Compares a password with what PostgreSQL keeps of it (RFC 5803).

SCRAM-SHA-256$<rounds>:<salt>$<StoredKey>:<ServerKey>
"""

import base64
import hashlib
import hmac


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a role; a role without one has none that matches."""
    if not kept or not kept.startswith("SCRAM-SHA-256$"):
        return False
    _, costs, keys = kept.split("$")
    rounds, salt = costs.split(":")
    stored = base64.b64decode(keys.split(":")[0])
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    client = hmac.new(salted, b"Client Key", "sha256").digest()
    return hmac.compare_digest(hashlib.sha256(client).digest(), stored)
