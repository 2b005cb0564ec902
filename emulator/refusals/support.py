"""What several services' rules need: other services' models, policy documents, tags."""

import json
from collections.abc import Iterator
from typing import Any

from moto.backends import get_backend

from emulator.registry import Call
from emulator.state import Refused

_WORLDWIDE = {"iam", "s3", "cloudfront", "route53"}


def backend_of(call: Call, service: str, region: str = "") -> Any:
    """moto's model of a service, for the caller's account."""
    name: Any = service  # moto's overloads take literals only
    place = "aws" if service in _WORLDWIDE else region or call.region
    return get_backend(name)[call.account][place]


def listed(value: Any) -> list[Any]:
    """IAM allows a single value wherever it allows a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def parsed(document: str, code: str) -> dict[str, Any]:
    """A policy document. Raises Refused with the code if it is none."""
    try:
        policy = json.loads(document)
    except ValueError:
        raise Refused(code, "This policy contains invalid Json") from None
    if not isinstance(policy, dict) or not policy.get("Statement"):
        raise Refused(code, "Syntax errors in policy.")
    if policy.get("Version", "2008-10-17") not in ("2008-10-17", "2012-10-17"):
        raise Refused(code, "The policy must contain a valid version string")
    for statement in listed(policy["Statement"]):
        if not isinstance(statement, dict) or statement.get("Effect") not in ("Allow", "Deny"):
            raise Refused(code, "Syntax errors in policy.")
    return policy


def statements(document: str, code: str) -> list[dict[str, Any]]:
    """The statements of a policy document. Raises Refused with the code if it is none."""
    return listed(parsed(document, code)["Statement"])


def size_of(document: str) -> int:
    """The characters that count towards the quotas of IAM: white space does not."""
    return sum(not character.isspace() for character in document)


def services_of(statement: dict[str, Any]) -> list[str]:
    """The services that a statement is for."""
    principal = statement.get("Principal")
    return listed(principal.get("Service")) if isinstance(principal, dict) else []


def may_be_assumed(call: Call, role_arn: str, service: str) -> bool:
    """Whether a role of this account trusts a service; true for those of other accounts."""
    parts = role_arn.split(":")
    if len(parts) < 6 or parts[4] != call.account:
        return True
    name = parts[5].rsplit("/", 1)[-1]
    for role in backend_of(call, "iam").roles.values():
        if role.name == name:
            document = role.assume_role_policy_document
            policy = json.loads(document) if isinstance(document, str) else document
            return any(
                statement.get("Effect") == "Allow" and _trusts(statement, service)
                for statement in listed(policy.get("Statement"))
            )
    return False


def _trusts(statement: dict[str, Any], service: str) -> bool:
    return statement.get("Principal") == "*" or service in services_of(statement)


def tags_in(value: Any) -> Iterator[str]:
    """The keys of tags, in any shape that a service takes."""
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            yield str(entry.get("Key") or entry.get("key") or entry.get("TagKey") or "")
    if isinstance(value, dict):
        yield from value
