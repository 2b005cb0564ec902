"""Evaluates a bucket's policy for CloudFront: whether a distribution may read from the bucket.

A small part of S3's evaluation, for one principal and two actions. It finds a policy that is missing or names
another distribution.
"""

import json
from fnmatch import fnmatchcase
from typing import Any

_PRINCIPALS = ("cloudfront.amazonaws.com", "*")
_EQUAL = {"StringEquals", "ArnEquals", "StringEqualsIgnoreCase"}
_LIKE = {"StringLike", "ArnLike"}


def may_read(bucket: Any, name: str, distribution: str, signed: bool) -> bool:
    """Whether the distribution may read an object."""
    return _allowed(bucket, "s3:GetObject", f"{_arn(bucket)}/{name}", distribution, signed)


def may_list(bucket: Any, distribution: str, signed: bool) -> bool:
    """Whether the distribution may list the bucket: without that, S3 answers 403 for a missing object."""
    return _allowed(bucket, "s3:ListBucket", _arn(bucket), distribution, signed)


def _arn(bucket: Any) -> str:
    return f"arn:aws:s3:::{bucket.name}"


def _allowed(bucket: Any, action: str, resource: str, distribution: str, signed: bool) -> bool:
    policy = json.loads(bucket.policy) if bucket.policy else {"Statement": []}
    effects = {
        statement["Effect"]
        for statement in _list(policy["Statement"])
        if _applies(statement, action, resource, distribution, signed)
    }
    return "Allow" in effects and "Deny" not in effects


def _applies(statement: Any, action: str, resource: str, distribution: str, signed: bool) -> bool:
    principal = statement.get("Principal", "*")
    principals = _list(principal if isinstance(principal, str) else [*principal.values()])
    named = any(one in _PRINCIPALS[0 if signed else 1 :] for inner in principals for one in _list(inner))
    actions = any(fnmatchcase(action.lower(), one.lower()) for one in _list(statement.get("Action", [])))
    resources = any(fnmatchcase(resource, one) for one in _list(statement.get("Resource", [])))
    return named and actions and resources and _conditions(statement.get("Condition") or {}, distribution)


def _conditions(conditions: dict[str, Any], distribution: str) -> bool:
    known = {
        "aws:sourcearn": distribution,
        "aws:sourceaccount": distribution.split(":")[4],
        "aws:securetransport": "true",
    }
    for operator, keys in conditions.items():
        for key, wanted in keys.items():
            value = known.get(key.lower())
            if operator in _EQUAL:
                held = value in _list(wanted)
            elif operator in _LIKE:
                held = value is not None and any(fnmatchcase(value, one) for one in _list(wanted))
            elif operator == "Bool":
                held = value == str(wanted).lower()
            else:
                held = False
            if not held:
                return False
    return True


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
