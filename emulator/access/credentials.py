"""Whose signatures are taken: the secret of this emulator, and the keys that its IAM and STS have handed out."""

import hmac
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from moto.core.utils import utcnow

from emulator.lock import locked

SECRET = secrets.token_hex(32)
"""The secret access key of every account of this process; those have their number for an access key id."""


class Key(NamedTuple):
    """An access key that this emulator knows."""

    account: str
    secret: str
    token: str | None = None
    """What a caller has to send with it."""
    expired: bool = False


def write(file: Path) -> None:
    """Writes the secret for those who may read the user's own files. It is there at once or not at all."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(SECRET + "\n")
    draft.replace(file)


def proof(text: str) -> str:
    """What only this emulator can say to a text that somebody else has chosen: that it is no other program."""
    return hmac.new(SECRET.encode(), f"plumbline {text}".encode(), "sha256").hexdigest()


def is_account(access_key: str) -> bool:
    """Whether an access key is the number of an account."""
    return len(access_key) == 12 and access_key.isascii() and access_key.isdigit()


def find(access_key: str) -> Key | None:
    """The key with this id. Not to be called in turn: it takes a turn for keys of IAM and STS.

    moto also answers GetSessionToken, GetFederationToken and Cognito's identity pools with one key that is
    printed in AWS's documentation. That one is not known here.
    """
    if is_account(access_key):
        return Key(access_key, SECRET)
    with locked():
        return _handed_out(access_key)


def _handed_out(access_key: str) -> Key | None:
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    for account, partitions in list(sts_backends.items()):
        for backend in list(partitions.values()):
            if role := backend.get_assumed_role_from_access_key(access_key):
                expired = role.expiration <= utcnow()
                return Key(account, role.secret_access_key, role.session_token, expired)
    for account, partitions in list(iam_backends.items()):
        for backend in list(partitions.values()):
            for user in list(backend.users.values()):
                for key in user.access_keys:
                    if key.access_key_id == access_key and key.status == "Active":
                        return Key(account, key.secret_access_key)
    return None
