"""S3: names, policies, lifecycles and notifications of buckets."""

import json
import re
from fnmatch import fnmatchcase
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import backend_of, listed, services_of

s3 = Service("s3", worldwide=True)
_GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide"
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
_POLICY = 20 * 1024
_CLASSES = ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER"]
_CLASSES += ["DEEP_ARCHIVE"]
_FIXED = {"aws:sourceaccount", "aws:sourcearn", "aws:principalorgid", "aws:principalaccount", "aws:sourcevpc"}
_FIXED |= {"aws:sourcevpce", "aws:principalarn", "aws:userid", "aws:sourceorgid", "aws:sourceip"}


@s3.refuse("CreateBucket", source=f"{_GUIDE}/bucketnamingrules.html")
def names(call: Call) -> None:
    """A bucket name with two dots, the form of an address, or a reserved beginning or end."""
    name = call["Bucket"]
    wrong = ".." in name or _ADDRESS.fullmatch(name)
    if wrong or name.startswith(_PREFIXES) or name.endswith(_SUFFIXES):
        raise Refused("InvalidBucketName", "The specified bucket is not valid.")


def statements_of(call: Call) -> list[dict[str, Any]]:
    """The statements of the policy that a call puts."""
    try:
        policy = json.loads(call["Policy"])
        return [one for one in listed(policy.get("Statement")) if isinstance(one, dict)]
    except (ValueError, AttributeError):
        message = "Policies must be valid JSON and the first byte must be '{'"
        raise Refused("MalformedPolicy", message) from None


@s3.refuse("PutBucketPolicy", source=f"{_GUIDE}/example-bucket-policies.html")
def policy_size(call: Call) -> None:
    """A bucket policy of more than 20 KB."""
    if len(call["Policy"].encode()) > _POLICY:
        raise Refused("PolicyTooLarge", "Policy exceeds the maximum allowed document size.")


@s3.refuse("PutBucketPolicy", source=f"{_GUIDE}/troubleshoot-403-errors.html")
def policy_form(call: Call) -> None:
    """A bucket policy without a principal, for another bucket, or for a role that is not there."""
    bucket = f":s3:::{call['Bucket']}"
    iam = backend_of(call, "iam")
    known = {one.arn for held in (iam.roles, iam.users) for one in held.values()}
    found = statements_of(call)
    if not found:
        raise Refused("MalformedPolicy", "Missing required field Statement")
    for statement in found:
        if statement.get("Effect") not in ("Allow", "Deny"):
            raise Refused("MalformedPolicy", f"Invalid effect: {statement.get('Effect')}")
        if "Principal" not in statement and "NotPrincipal" not in statement:
            raise Refused("MalformedPolicy", "Missing required field Principal")
        if "Action" not in statement and "NotAction" not in statement:
            raise Refused("MalformedPolicy", "Missing required field Action")
        for resource in listed(statement.get("Resource")):
            rest = str(resource).partition(bucket)[2] if bucket in str(resource) else None
            pattern = "arn:aws" + bucket
            own = rest is not None and rest[:1] in ("", "/", "*")
            if not own and not fnmatchcase(pattern, str(resource)):
                raise Refused("MalformedPolicy", "Policy has invalid resource")
        principal = statement.get("Principal")
        for arn in listed(principal.get("AWS")) if isinstance(principal, dict) else []:
            parts = str(arn).split(":")
            own = len(parts) == 6 and parts[2] == "iam" and parts[4] == call.account
            if own and parts[5].startswith(("role/", "user/")) and arn not in known:
                raise Refused("MalformedPolicy", "Invalid principal in policy")


def is_public(statement: dict[str, Any]) -> bool:
    """Whether a statement allows everybody, as AWS defines it: no condition names fixed callers."""
    principal = statement.get("Principal")
    everybody = principal == "*" or (isinstance(principal, dict) and "*" in listed(principal.get("AWS")))
    if statement.get("Effect") != "Allow" or not everybody:
        return False
    keys = {key.lower() for condition in (statement.get("Condition") or {}).values() for key in condition}
    return not keys & _FIXED


@s3.refuse("PutBucketPolicy", source=f"{_GUIDE}/access-control-block-public-access.html")
def public_policies(call: Call) -> None:
    """A public policy of a bucket that blocks public policies."""
    bucket = call.backend().buckets.get(call["Bucket"])
    block = bucket.public_access_block if bucket is not None else None
    if block is not None and block.block_public_policy and any(map(is_public, statements_of(call))):
        message = (
            "User is not authorized to perform: s3:PutBucketPolicy on resource:"
            f' "arn:aws:s3:::{call["Bucket"]}" because public policies are prevented by the BlockPublicPolicy'
            " setting in S3 Block Public Access."
        )
        raise Refused("AccessDenied", message)


def rule_lifecycle(rule: dict[str, Any], bucket: str) -> None:
    """Refuses transitions out of order, too early, or after the end."""
    prefix = (rule.get("Filter") or {}).get("Prefix") or rule.get("Prefix") or ""
    transitions = sorted(rule.get("Transitions") or [], key=lambda one: one.get("Days", 0))
    highest = -1
    for transition in transitions:
        days, kind = transition.get("Days"), transition["StorageClass"]
        if days is None:
            continue
        if kind in ("STANDARD_IA", "ONEZONE_IA") and days < 30:
            message = "'Days' in Transition action must be greater than or equal to 30 for storageClass"
            raise Refused("InvalidArgument", f"{message} '{kind}'")
        if _CLASSES.index(kind) < highest:
            message = f"'{kind}' must come before colder storage classes in the rule of bucket {bucket}"
            raise Refused("InvalidArgument", message)
        highest = _CLASSES.index(kind)
    end = (rule.get("Expiration") or {}).get("Days")
    if end is not None and any(transition.get("Days", -1) >= end for transition in transitions):
        message = f"'Days' in the Expiration action for prefix '{prefix}' must be greater than 'Days' in the"
        raise Refused("InvalidArgument", f"{message} Transition action")


@s3.refuse(
    "PutBucketLifecycleConfiguration",
    source=f"{_GUIDE}/lifecycle-transition-general-considerations.html",
)
def lifecycles(call: Call) -> None:
    """Transitions that come too early, out of order or after the end, and two rules with one name."""
    rules = (call.get("LifecycleConfiguration") or {}).get("Rules") or []
    identifiers = [rule["ID"] for rule in rules if rule.get("ID")]
    if len(identifiers) != len(set(identifiers)):
        raise Refused("InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule")
    if len(rules) > 1000:
        raise Refused("InvalidRequest", "The number of lifecycle rules must not exceed the limit of 1000")
    for rule in rules:
        rule_lifecycle(rule, call["Bucket"])


def configured(call: Call) -> list[tuple[str, dict[str, Any]]]:
    """The targets of a notification configuration, with their ARN."""
    whole = call.get("NotificationConfiguration") or {}
    kinds = {
        "QueueConfigurations": "QueueArn",
        "TopicConfigurations": "TopicArn",
        "LambdaFunctionConfigurations": "LambdaFunctionArn",
    }
    return [(str(one[key]), one) for kind, key in kinds.items() for one in whole.get(kind) or []]


def accepts(call: Call, arn: str) -> bool:
    """Whether a target of this account is there, and its policy lets S3 send to it."""
    parts = arn.split(":")
    service, region, account, name = parts[2], parts[3], parts[4], parts[-1]
    if account != call.account:
        return True
    if service == "lambda":
        function = backend_of(call, "lambda", region).get_function_by_arn(arn)
        return function is not None and any(
            "s3.amazonaws.com" in (services_of(one) or listed(one.get("Principal")))
            for one in function.policy.statements
        )
    backend = backend_of(call, service, region)
    target = backend.queues.get(name) if service == "sqs" else backend.topics.get(arn)
    policy: Any = getattr(target, "policy", None) if target is not None else None
    policy = json.loads(policy) if isinstance(policy, str) and policy else policy
    return bool(policy) and any(
        one.get("Effect") == "Allow"
        and ("s3.amazonaws.com" in services_of(one) or one.get("Principal") == "*")
        for one in listed(policy.get("Statement"))
    )


@s3.refuse(
    "PutBucketNotificationConfiguration",
    source=f"{_GUIDE}/how-to-enable-disable-notification-intro.html",
)
def notification_targets(call: Call) -> None:
    """Notifications to a target that is not there, or whose policy does not let S3 send to it."""
    if call.get("SkipDestinationValidation"):
        return
    for arn, _ in configured(call):
        if not accepts(call, arn):
            raise Refused("InvalidArgument", "Unable to validate the following destination configurations")


def affixes(one: dict[str, Any]) -> tuple[str, str]:
    """Prefix and suffix of a notification."""
    rules = ((one.get("Filter") or {}).get("Key") or {}).get("FilterRules") or []
    found = {str(rule.get("Name", "")).lower(): str(rule.get("Value", "")) for rule in rules}
    return found.get("prefix", ""), found.get("suffix", "")


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether an object could be told of twice for one event."""
    events = any(
        a == b or (a.split(":")[:2] == b.split(":")[:2] and "*" in (a.split(":")[-1], b.split(":")[-1]))
        for a in one["Events"]
        for b in other["Events"]
    )
    (prefix, suffix), (begin, end) = affixes(one), affixes(other)
    heads = prefix.startswith(begin) or begin.startswith(prefix)
    return events and heads and (suffix.endswith(end) or end.endswith(suffix))


@s3.refuse("PutBucketNotificationConfiguration", source=f"{_GUIDE}/notification-how-to-filtering.html")
def overlapping_notifications(call: Call) -> None:
    """Two notifications for the same event whose prefixes and suffixes overlap."""
    found = [one for _, one in configured(call)]
    for number, one in enumerate(found):
        if any(meet(one, other) for other in found[number + 1 :]):
            message = "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if"
            raise Refused(
                "InvalidArgument", f"{message} the prefixes are overlapping for the same event type."
            )
