"""Who asks: the session of a role or a user, with its policies. Must be called with the lock held."""

from typing import Any

from moto.backends import get_backend

from emulator.access import credentials

from .documents import Policy, policy
from .verdict import Principal


def of_key(access_key: str) -> Principal | None:
    """Who has an access key; None for keys of an account, which may do everything, and for no key."""
    if not access_key or credentials.is_account(access_key):
        return None
    if session := credentials.session(access_key):
        return of_role(session.role_arn, session.session_name, policy(session.policy) or None)
    for account, partitions in list(get_backend("iam").items()):
        for iam in list(partitions.values()):
            for user in iam.users.values():
                if any(key.access_key_id == access_key for key in user.access_keys):
                    return _of_user(account, iam, user)
    return Principal(access_key, "")


def of_role(arn: str, session: str, limits: Policy | None = None) -> Principal:
    """A session of a role. A role that is gone allows nothing."""
    _, partition, _, _, account, _ = arn.split(":", 5)
    who = session_arn(arn, session)
    iam: Any = get_backend("iam")[account][partition]
    role = next((one for one in iam.roles.values() if one.arn == arn), None)
    if role is None:
        return Principal(who, account, arn, session=limits)
    boundary = iam.managed_policies.get(role.permissions_boundary_arn)
    held = Policy() if boundary is None else policy(_document(boundary))
    return Principal(
        who,
        account,
        arn,
        identity=_policies(role),
        boundary=held if role.permissions_boundary_arn else None,
        session=limits,
    )


def of_service(name: str, account: str) -> Principal:
    """A service of AWS, such as events.amazonaws.com, that acts for an account."""
    return Principal(name, account, is_service=True)


def session_arn(role: str, session: str) -> str:
    """The ARN of a session of a role, without the role's path."""
    _, partition, _, _, account, path = role.split(":", 5)
    return f"arn:{partition}:sts::{account}:assumed-role/{path.rsplit('/', 1)[-1]}/{session}"


def _of_user(account: str, iam: Any, user: Any) -> Principal:
    groups = [group for group in iam.groups.values() if user in group.users]
    identity = tuple(one for holder in (user, *groups) for one in _policies(holder))
    return Principal(user.arn, account, identity=identity)


def _policies(holder: Any) -> tuple[Policy, ...]:
    attached = (policy(_document(one)) for one in holder.managed_policies.values())
    return (*(policy(one) for one in holder.policies.values()), *attached)


def _document(managed: Any) -> Any:
    return next(
        (one.document for one in managed.versions if one.version_id == managed.default_version_id), None
    )
