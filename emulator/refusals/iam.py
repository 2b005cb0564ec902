"""IAM: sizes and forms of policies, and how many a role has."""

import json
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import listed, size_of, statements

iam = Service("iam", worldwide=True)
_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
_GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"
_MALFORMED = "MalformedPolicyDocument"
_INLINE, _MANAGED, _TRUST, _ATTACHED = 10240, 6144, 2048, 10


def role_of(call: Call) -> Any:
    """The role of a call; None if it is not there, which moto refuses itself."""
    return next((role for role in call.backend().roles.values() if role.name == call["RoleName"]), None)


@iam.refuse("PutRolePolicy", source=_QUOTAS)
def inline_size(call: Call) -> None:
    """Inline policies of a role with more than 10,240 characters together, white space not counted."""
    role = role_of(call)
    if role is None:
        return
    kept = (text for name, text in role.policies.items() if name != call["PolicyName"])
    sizes = [size_of(text if isinstance(text, str) else json.dumps(text)) for text in kept]
    if sum(sizes) + size_of(call["PolicyDocument"]) > _INLINE:
        message = f"Maximum policy size of {_INLINE} bytes exceeded for role {role.name}"
        raise Refused("LimitExceeded", message)


@iam.refuse("CreatePolicy", "CreatePolicyVersion", source=_QUOTAS)
def managed_size(call: Call) -> None:
    """A managed policy of more than 6,144 characters, white space not counted."""
    if size_of(call["PolicyDocument"]) > _MANAGED:
        raise Refused("LimitExceeded", f"Cannot exceed quota for PolicySize: {_MANAGED}")


@iam.refuse("CreateRole", "UpdateAssumeRolePolicy", source=_QUOTAS)
def trust_size(call: Call) -> None:
    """A trust policy of more than 2,048 characters, the quota that nobody has raised yet."""
    if size_of(call.get("AssumeRolePolicyDocument") or call.get("PolicyDocument") or "") > _TRUST:
        raise Refused("LimitExceeded", f"Cannot exceed quota for ACLSizePerRole: {_TRUST}")


@iam.refuse("AttachRolePolicy", source=_QUOTAS)
def attached_policies(call: Call) -> None:
    """More than ten managed policies of a role."""
    role = role_of(call)
    held = role.managed_policies if role is not None else {}
    if call["PolicyArn"] not in held and len(held) >= _ATTACHED:
        raise Refused("LimitExceeded", f"Cannot exceed quota for PoliciesPerRole: {_ATTACHED}")


@iam.refuse("CreateRole", "UpdateAssumeRolePolicy", source=_GRAMMAR)
def trust_form(call: Call) -> None:
    """A trust policy without a principal, with a resource, or with actions of other services."""
    document = call.get("AssumeRolePolicyDocument") or call.get("PolicyDocument") or ""
    for statement in statements(document, _MALFORMED):
        if "Resource" in statement or "NotResource" in statement:
            raise Refused(_MALFORMED, "Has prohibited field Resource")
        if "Principal" not in statement and "NotPrincipal" not in statement:
            raise Refused(_MALFORMED, "Missing required field Principal")
        actions = listed(statement.get("Action"))
        if not actions and "NotAction" not in statement:
            raise Refused(_MALFORMED, "Missing required field Action")
        if any(action != "*" and not str(action).lower().startswith("sts:") for action in actions):
            raise Refused(_MALFORMED, "AssumeRole policy may only specify STS AssumeRole actions.")


@iam.refuse(
    "CreateRole",
    "UpdateAssumeRolePolicy",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
)
def trusted_principals(call: Call) -> None:
    """A trust policy that names a role or user of this account that is not there."""
    document = call.get("AssumeRolePolicyDocument") or call.get("PolicyDocument") or ""
    backend = call.backend()
    known = {role.arn for role in backend.roles.values()} | {user.arn for user in backend.users.values()}
    for statement in statements(document, _MALFORMED):
        principal = statement.get("Principal")
        named = listed(principal.get("AWS")) if isinstance(principal, dict) else []
        for arn in named:
            parts = str(arn).split(":")
            own = len(parts) == 6 and parts[4] == call.account and parts[2] == "iam"
            if own and parts[5].startswith(("role/", "user/")) and arn not in known:
                raise Refused(_MALFORMED, f'Invalid principal in policy: "AWS":"{arn}"')
