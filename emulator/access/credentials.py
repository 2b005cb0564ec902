"""The credentials that the emulator accepts: its own secret, and access keys that its IAM and STS issued."""

import hmac
import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from moto.core.utils import utcnow

from emulator.lock import locked

SECRET = secrets.token_hex(32)
"""The secret access key of every account of this process. The access key id is the account number."""


SESSION_HOURS = 12
"""How long the credentials last with which a function or a container runs."""

_SESSIONS: dict[str, Any] = {}
"""Sessions of roles, as moto has them, by their access keys."""
_OF_ROLES: dict[tuple[str, str], Any] = {}
"""Sessions that this emulator itself has begun, by role and name of the session."""


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

    if role := session(access_key):
        expired = role.expiration <= utcnow()
        return Key(role.account_id, role.secret_access_key, role.session_token, expired)
    for account, regions in list(iam_backends.items()):
        for iam in list(regions.values()):
            for user in list(iam.users.values()):
                for key in user.access_keys:
                    if key.access_key_id == access_key and key.status == "Active":
                        return Key(account, key.secret_access_key)
    return None


def session(access_key: str) -> Any:
    """The session of a role with this access key, if there is one. Must be called with the lock held."""
    from moto.sts.models import sts_backends

    if access_key not in _SESSIONS:
        for partitions in list(sts_backends.values()):
            for sts in list(partitions.values()):
                _SESSIONS.update({one.access_key_id: one for one in sts.assumed_roles})
    return _SESSIONS.get(access_key)


def of_role(arn: str, name: str, region: str) -> dict[str, str]:
    """Variables with the credentials of a session of a role. Must be called with the lock held."""
    from moto.iam.models import AccessKey
    from moto.sts.models import AssumedRole, sts_backends
    from moto.utilities.utils import get_partition

    held = _OF_ROLES.get((arn, name))
    if held is None or held.expiration - utcnow() < timedelta(hours=SESSION_HOURS / 2):
        account = arn.split(":")[4]
        # Not through AssumeRole, which leaves the key in IAM, as if a program had made it.
        kind: Any = AccessKey  # a class of CloudFormation's, with parts that moto leaves out
        key = kind(user_name=None, prefix="ASIA", account_id=account)
        held = AssumedRole(account, region, key, name, arn, "", SESSION_HOURS * 3600, "")
        sts_backends[account][get_partition(region)].assumed_roles.append(held)
        _OF_ROLES[arn, name] = _SESSIONS[held.access_key_id] = held
    return {
        "AWS_ACCESS_KEY_ID": held.access_key_id,
        "AWS_SECRET_ACCESS_KEY": held.secret_access_key,
        "AWS_SESSION_TOKEN": held.session_token,
    }
