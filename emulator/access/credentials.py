"""The credentials that the emulator accepts: its own secret, and access keys that its IAM and STS issued."""

import hmac
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from moto.core.utils import utcnow

from emulator.lock import locked

SECRET = secrets.token_hex(32)
"""The secret access key of every account of this process. The access key id is the account number."""


class Key(NamedTuple):
    """An access key that this emulator accepts."""

    account: str
    secret: str
    token: str | None = None
    """The session token that a request must carry; None if it needs none."""
    expired: bool = False


def write(file: Path) -> None:
    """Writes the secret, readable by its owner only, as a whole or not at all."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(SECRET + "\n")
    draft.replace(file)


def proof(text: str) -> str:
    """The HMAC of a challenge: by it, a client that has the secret recognises this emulator."""
    return hmac.new(SECRET.encode(), f"plumbline {text}".encode(), "sha256").hexdigest()


def is_account(access_key: str) -> bool:
    """Whether an access key is the number of an account."""
    return len(access_key) == 12 and access_key.isascii() and access_key.isdigit()


def find(access_key: str) -> Key | None:
    """The key with this id, or None. Takes the lock for keys of IAM and STS: the caller must not hold it.

    For GetSessionToken, GetFederationToken and Cognito's identity pools moto returns one key from AWS's
    documentation. The emulator does not accept that key.
    """
    if is_account(access_key):
        return Key(access_key, SECRET)
    with locked():
        return _issued(access_key)


def _issued(access_key: str) -> Key | None:
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    for account, partitions in list(sts_backends.items()):
        for sts in list(partitions.values()):
            if role := sts.get_assumed_role_from_access_key(access_key):
                expired = role.expiration <= utcnow()
                return Key(account, role.secret_access_key, role.session_token, expired)
    for account, regions in list(iam_backends.items()):
        for iam in list(regions.values()):
            for user in list(iam.users.values()):
                for key in user.access_keys:
                    if key.access_key_id == access_key and key.status == "Active":
                        return Key(account, key.secret_access_key)
    return None
