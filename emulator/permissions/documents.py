"""Policy documents, read once for each text, and what they say of a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import conditions
from .patterns import Keys, arn_like, filled, wild


@dataclass(frozen=True)
class Asked:
    """One action on one resource, with the condition keys that belong to it."""

    action: str
    resource: str
    """Its ARN, or `*` for an action that knows no resource."""
    keys: Keys


@dataclass(frozen=True)
class Statement:
    """A statement of a policy, ready to be compared with requests."""

    allows: bool
    actions: tuple[str, ...]
    but_actions: bool
    """Whether it is for all actions but these."""
    resources: tuple[str, ...]
    but_resources: bool
    principals: tuple[tuple[str, str], ...]
    """Kind (AWS, Service, …) and value; (`*`, `*`) is everybody."""
    but_principals: bool
    conditions: tuple[conditions.Condition, ...]

    def concerns(self, asked: Asked) -> bool:
        """Whether it is for this action on this resource, its principals left aside."""
        action = any(wild(one, True).fullmatch(asked.action) for one in self.actions)
        if action is self.but_actions:
            return False
        resource = any(self._is(one, asked) for one in self.resources)
        if resource is self.but_resources:
            return False
        return all(one.holds(asked.keys) for one in self.conditions)

    @staticmethod
    def _is(pattern: str, asked: Asked) -> bool:
        if pattern == "*":
            return True
        text = filled(pattern, asked.keys)
        return text is not None and arn_like(text).fullmatch(asked.resource) is not None


Policy = tuple[Statement, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Policy:
    """The statements of a policy document. A text that is none says nothing."""
    try:
        document = json.loads(text)
    except ValueError:
        return ()
    statements = _listed(document.get("Statement")) if isinstance(document, dict) else []
    return tuple(_statement(one) for one in statements if isinstance(one, dict))


def policy(document: Any) -> Policy:
    """A policy as moto keeps it: a text, bytes, an object, or None."""
    if not document:
        return ()
    if isinstance(document, bytes):
        document = document.decode()
    return read(document if isinstance(document, str) else json.dumps(document))


def says(statements: Iterable[Statement], asked: Asked) -> bool | None:
    """True: it is allowed, False: it is denied, None: nothing is said."""
    verdict = None
    for one in statements:
        if one.concerns(asked):
            if not one.allows:
                return False
            verdict = True
    return verdict


def _statement(given: dict[str, Any]) -> Statement:
    but_actions, but_resources, but_principals = (
        f"Not{name}" in given for name in ("Action", "Resource", "Principal")
    )
    principal = given.get("NotPrincipal") if but_principals else given.get("Principal")
    resources = given.get("NotResource") if but_resources else given.get("Resource", "*")
    return Statement(
        allows=given.get("Effect") == "Allow",
        actions=_texts(given.get("NotAction") if but_actions else given.get("Action")),
        but_actions=but_actions,
        # A trust policy has no resource: it is for the role that has it.
        resources=_texts(resources),
        but_resources=but_resources,
        principals=tuple(_principals(principal)),
        but_principals=but_principals,
        conditions=conditions.read(given.get("Condition")),
    )


def _principals(given: Any) -> Iterable[tuple[str, str]]:
    if given == "*":
        yield "*", "*"
    for kind, values in (given if isinstance(given, dict) else {}).items():
        for value in _texts(values):
            yield ("*", "*") if value == "*" and kind == "AWS" else (kind, value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in _listed(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
