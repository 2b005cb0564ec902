"""Judges a table of requests by policies. Prints the wrong verdicts, and how long one takes."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from emulator.permissions.documents import Asked, policy
from emulator.permissions.verdict import Held, Principal, refusal

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/shop/orders"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
OBJECT = "arn:aws:s3:::shop/a/1"

Statement = dict[str, Any]
ALLOWED, IDENTITY, DENIED = None, "no identity-based policy", "explicit deny in an identity-based"
BOUNDARY, RESOURCE, SESSION_POLICY = (
    "no permissions boundary",
    "explicit deny in a resource-based",
    "no session policy",
)
NO_RESOURCE = "no resource-based policy"


@dataclass(frozen=True)
class Case:
    """A request, the policies that have a say, and a part of the refusal; None if it is allowed."""

    title: str
    wanted: str | None
    identity: list[Statement] = field(default_factory=list)
    boundary: list[Statement] | None = None
    session: list[Statement] | None = None
    resource: list[Statement] | None = None
    decides: bool = False
    action: str = "s3:GetObject"
    on: str = OBJECT
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    service: str = ""


def may(action: Any = "s3:GetObject", resource: Any = OBJECT, **more: Any) -> Statement:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def may_not(action: Any = "s3:GetObject", resource: Any = OBJECT, **more: Any) -> Statement:
    return {**may(action, resource, **more), "Effect": "Deny"}


def when(operator: str, values: Any, key: str = "aws:test") -> Statement:
    return may(Condition={operator: {key: values}})


BASIC = [
    Case("nothing is allowed by nothing", IDENTITY),
    Case("an action on a resource", ALLOWED, [may()]),
    Case("another action", IDENTITY, [may("s3:PutObject")]),
    Case("another resource", IDENTITY, [may(resource="arn:aws:s3:::shop/a/2")]),
    Case("actions in any case", ALLOWED, [may("S3:getobject")]),
    Case("resources in their case", IDENTITY, [may(resource="arn:aws:s3:::shop/A/1")]),
    Case(
        "one of several actions and resources",
        ALLOWED,
        [may(["s3:Put*", "s3:Get*"], ["arn:aws:s3:::x", "arn:aws:s3:::shop/*"])],
    ),
    Case("a question mark is one character", ALLOWED, [may("s3:Get?bject", "arn:aws:s3:::shop/a/?")]),
    Case("a question mark is not two", IDENTITY, [may(resource="arn:aws:s3:::shop/?")]),
    Case(
        "a wildcard of a region stays in it",
        IDENTITY,
        [may("lambda:*", "arn:aws:lambda:*:function:orders:live")],
        action="lambda:InvokeFunction",
        on=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:orders:live",
    ),
    Case(
        "an action without a resource needs a star",
        IDENTITY,
        [may("s3:*", "arn:aws:s3:::*")],
        action="s3:ListAllMyBuckets",
        on="*",
    ),
    Case("and has it", ALLOWED, [may("s3:*", "*")], action="s3:ListAllMyBuckets", on="*"),
    Case("a denial wins", DENIED, [may(), may_not()]),
    Case("a denial of something else does not", ALLOWED, [may(), may_not("s3:PutObject")]),
    Case("all but these actions", ALLOWED, [{"Effect": "Allow", "NotAction": "s3:Put*", "Resource": "*"}]),
    Case("these actions not", IDENTITY, [{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}]),
    Case(
        "a denial of all but these actions",
        DENIED,
        [may(), {"Effect": "Deny", "NotAction": "s3:Put*", "Resource": "*"}],
    ),
    Case(
        "all but these resources",
        ALLOWED,
        [{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::other/*"}],
    ),
    Case(
        "these resources not",
        IDENTITY,
        [{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::shop/*"}],
    ),
    Case(
        "a variable in a resource",
        ALLOWED,
        [may(resource="arn:aws:s3:::shop/${aws:test}/*")],
        keys={"aws:test": ("a",)},
    ),
    Case(
        "a variable of another value",
        IDENTITY,
        [may(resource="arn:aws:s3:::shop/${aws:test}/*")],
        keys={"aws:test": ("b",)},
    ),
    Case(
        "a wildcard in a variable is none",
        IDENTITY,
        [may(resource="arn:aws:s3:::shop/${aws:test}/*")],
        keys={"aws:test": ("*",)},
    ),
    Case("a variable that is missing", IDENTITY, [may(resource="arn:aws:s3:::shop/${aws:test}*")]),
    Case("a variable with a default", ALLOWED, [may(resource="arn:aws:s3:::shop/${aws:test, 'a'}/*")]),
]
LIMITS = [
    Case("a boundary allows nothing by itself", IDENTITY, boundary=[may("*", "*")]),
    Case("within a boundary", ALLOWED, [may()], boundary=[may("s3:*", "*")]),
    Case("outside of a boundary", BOUNDARY, [may()], boundary=[may("sqs:*", "*")]),
    Case(
        "a boundary that denies",
        "explicit deny in a permissions boundary",
        [may()],
        boundary=[may("*", "*"), may_not()],
    ),
    Case("a boundary that is gone", BOUNDARY, [may()], boundary=[]),
    Case("within a session policy", ALLOWED, [may()], session=[may()]),
    Case("outside of a session policy", SESSION_POLICY, [may()], session=[may("s3:PutObject")]),
    Case("a session policy allows nothing by itself", IDENTITY, session=[may()]),
]


def of(principal: Any) -> Statement:
    return may(Principal=principal)


RESOURCES = [
    Case("a resource lets the role in", ALLOWED, resource=[of({"AWS": ROLE})]),
    Case("a resource lets the session in", ALLOWED, resource=[of({"AWS": SESSION})]),
    Case("a resource lets everybody in", ALLOWED, resource=[of("*")]),
    Case("everybody of AWS", ALLOWED, resource=[of({"AWS": ["*"]})]),
    Case("a resource lets another in", IDENTITY, resource=[of({"AWS": ROLE + "2"})]),
    Case("a resource lets the account decide", IDENTITY, resource=[of({"AWS": ROOT})]),
    Case("a resource lets a service in", IDENTITY, resource=[of({"Service": "s3.amazonaws.com"})]),
    Case("a resource denies everybody", RESOURCE, [may()], resource=[may_not(Principal="*")]),
    Case("a resource denies the account", RESOURCE, [may()], resource=[may_not(Principal={"AWS": ACCOUNT})]),
    Case("a resource denies another", ALLOWED, [may()], resource=[may_not(Principal={"AWS": ROLE + "2"})]),
    Case(
        "a resource denies all but the role",
        ALLOWED,
        [may()],
        resource=[{"Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": [ROLE, ROOT]}}],
    ),
    Case(
        "a resource denies all but another",
        RESOURCE,
        [may()],
        resource=[{"Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": ROLE + "2"}}],
    ),
    Case(
        "a boundary limits what the role is let into",
        BOUNDARY,
        boundary=[may("sqs:*", "*")],
        resource=[of({"AWS": ROLE})],
    ),
    Case(
        "nothing limits what the session is let into",
        ALLOWED,
        boundary=[may("sqs:*", "*")],
        resource=[of({"AWS": SESSION})],
    ),
    Case("a key lets the account decide", ALLOWED, [may()], resource=[of({"AWS": ROOT})], decides=True),
    Case("and the account has to", IDENTITY, resource=[of({"AWS": ROOT})], decides=True),
    Case(
        "a key that does not let it", NO_RESOURCE, [may()], resource=[of({"AWS": ROLE + "2"})], decides=True
    ),
    Case("a key lets the role use it", ALLOWED, resource=[of({"AWS": ROLE})], decides=True),
    Case(
        "a service that is let in",
        ALLOWED,
        resource=[of({"Service": "sns.amazonaws.com"})],
        service="sns.amazonaws.com",
    ),
    Case(
        "a service that is not",
        NO_RESOURCE,
        resource=[of({"Service": "s3.amazonaws.com"})],
        service="sns.amazonaws.com",
    ),
]


def both(operator: str, wanted: Any, fits: tuple[str, ...], other: tuple[str, ...]) -> list[Case]:
    """A condition with values that meet it and with values that do not."""
    return [
        Case(f"{operator} {wanted} with {fits}", ALLOWED, [when(operator, wanted)], keys={"aws:test": fits}),
        Case(
            f"{operator} {wanted} with {other}", IDENTITY, [when(operator, wanted)], keys={"aws:test": other}
        ),
    ]


ARN = "arn:aws:sns:us-east-1:123456789012:orders"
CONDITIONS = [
    *both("StringEquals", ["a", "b"], ("b",), ("B",)),
    *both("StringNotEquals", ["a", "b"], ("c",), ("a",)),
    *both("StringEqualsIgnoreCase", "A", ("a",), ("b",)),
    *both("StringNotEqualsIgnoreCase", "A", ("b",), ("a",)),
    *both("StringLike", "a*c?", ("abcd",), ("abc",)),
    *both("StringNotLike", ["a*", "b*"], ("c",), ("bc",)),
    *both("ArnEquals", "arn:aws:sns:*:123456789012:*", (ARN,), (ARN.replace("9012", "9013"),)),
    *both("ArnLike", "arn:aws:sns:*:*:ord*", (ARN,), ("arn:aws:sqs:us-east-1:123456789012:orders",)),
    *both("ArnNotLike", "arn:aws:sns:*:*:ord*", (ARN.replace("orders", "x"),), (ARN,)),
    *both("ArnNotEquals", ARN, (ARN + "2",), (ARN,)),
    *both("Bool", "true", ("true",), ("false",)),
    *both("Bool", True, ("true",), ("false",)),
    *both("BinaryEquals", "QUE=", ("QUE=",), ("QUI=",)),
    *both("IpAddress", ["10.0.0.0/8", "2001:db8::/32"], ("10.1.2.3",), ("11.1.2.3",)),
    *both("NotIpAddress", "10.0.0.0/8", ("11.1.2.3",), ("10.1.2.3",)),
    *both("NumericEquals", 5, ("5",), ("6",)),
    *both("NumericNotEquals", "5", ("6",), ("5",)),
    *both("NumericLessThan", "10", ("9",), ("10",)),
    *both("NumericLessThanEquals", "10", ("10",), ("11",)),
    *both("NumericGreaterThan", "10", ("11",), ("10",)),
    *both("NumericGreaterThanEquals", "10", ("10",), ("9",)),
    *both("NumericLessThan", "10", ("9",), ("nothing",)),
    *both("DateLessThan", "2026-12-01T00:00:00Z", ("2026-11-30T23:59:59Z",), ("2026-12-01T00:00:00Z",)),
    *both("DateGreaterThan", "2026-12-01T00:00:00Z", ("2026-12-01T00:00:01Z",), ("2026-11-30T00:00:00Z",)),
    *both("DateLessThanEquals", "2026-12-01T00:00:00Z", ("2026-12-01T00:00:00Z",), ("2026-12-02T00:00:00Z",)),
    *both("DateGreaterThanEquals", "1764547200", ("1764547200",), ("1764547199",)),
    *both("DateEquals", "2026-12-01T00:00:00Z", ("2026-12-01T00:00:00Z",), ("2026-12-01T00:00:01Z",)),
    *both("Null", "false", ("a",), ()),
    *both("Null", "true", (), ("a",)),
    *both("StringEqualsIfExists", "a", (), ("b",)),
    *both("StringNotEquals", "a", (), ("a",)),
    *both("StringNotEqualsIfExists", "a", (), ("a",)),
    *both("ForAllValues:StringEquals", ["a", "b"], ("a", "b"), ("a", "c")),
    *both("ForAllValues:StringEquals", ["a"], (), ("b",)),
    *both("ForAnyValue:StringEquals", ["a", "b"], ("c", "b"), ("c", "d")),
    *both("ForAnyValue:StringLike", ["a*"], ("x", "ab"), ()),
    *both("ForAllValues:StringNotEquals", ["a"], ("b", "c"), ("b", "a")),
    *both("ForAnyValue:StringNotEquals", ["a"], ("a", "b"), ("a",)),
    *both("ForAnyValue:StringEqualsIfExists", ["a"], (), ("b",)),
    *both("StringEquals", "${aws:other}", ("same",), ("another",)),
    Case("a key that is missing", IDENTITY, [when("StringEquals", "a")]),
    Case("a number that is missing", IDENTITY, [when("NumericLessThan", "1")]),
    Case("keys in any case", ALLOWED, [when("StringEquals", "a", "AWS:Test")], keys={"aws:test": ("a",)}),
    Case("an operator that does not exist", IDENTITY, [when("StringIs", "a")], keys={"aws:test": ("a",)}),
    Case(
        "all operators and keys have to be met",
        IDENTITY,
        [may(Condition={"StringEquals": {"aws:test": "a", "aws:other": "x"}})],
        keys={"aws:test": ("a",)},
    ),
    Case(
        "a denial whose condition is not met",
        ALLOWED,
        [may(), may_not(Condition={"Bool": {"aws:test": "true"}})],
    ),
    Case(
        "a denial whose condition is met",
        DENIED,
        [may(), may_not(Condition={"Bool": {"aws:test": "true"}})],
        keys={"aws:test": ("true",)},
    ),
]


def prepared(case: Case) -> tuple[Principal, Asked, Held | None]:
    def read(statements: list[Statement] | None) -> Any:
        return None if statements is None else policy({"Version": "2012-10-17", "Statement": statements})

    who = Principal(SESSION, ACCOUNT, ROLE, (read(case.identity),), read(case.boundary), read(case.session))
    if case.service:
        who = Principal(case.service, ACCOUNT, is_service=True)
    held = None if case.resource is None else Held(read(case.resource), case.decides)
    return who, Asked(case.action, case.on, {"aws:other": ("same",)} | case.keys), held


def main() -> None:
    cases = [*BASIC, *LIMITS, *RESOURCES, *CONDITIONS]
    wrong = []
    for case in cases:
        why = refusal(*prepared(case))
        if (why is None) != (case.wanted is None) or (case.wanted or "") not in (why or ""):
            wrong.append(f"{case.title}: {why}, instead of {case.wanted}")
    statements = [may(f"s3:{letter}*", f"arn:aws:s3:::{letter}*/*") for letter in "abcdefghijklmnopqrst"]
    long = prepared(Case("a long policy", IDENTITY, statements))
    times = []
    for _ in range(300):
        began = time.perf_counter()
        refusal(*long)
        times.append((time.perf_counter() - began) * 1000)
    took = sorted(times)[150]
    print(json.dumps({"cases": len(cases), "wrong": wrong, "milliseconds": took}))


main()
