"""SNS: subscriptions and policies of topics."""

import json
import re
from ipaddress import ip_network
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import statements

sns = Service("sns")
_GUIDE = "https://docs.aws.amazon.com/sns/latest/dg"
_FORMS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "email-json": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "http": re.compile(r"http://[^\s/]+.*"),
    "https": re.compile(r"https://[^\s/]+.*"),
    "sqs": re.compile(r"arn:[^:]+:sqs:[^:]+:\d{12}:.+"),
    "lambda": re.compile(r"arn:[^:]+:lambda:[^:]+:\d{12}:function:.+"),
    "firehose": re.compile(r"arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream/.+"),
}


@sns.refuse("Subscribe", source="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html")
def endpoints(call: Call) -> None:
    """A subscription whose endpoint is not of the form that its protocol takes."""
    form = _FORMS.get(call["Protocol"])
    if form is not None and not form.fullmatch(call.get("Endpoint") or ""):
        kind = (
            "Email address"
            if call["Protocol"].startswith("email")
            else f"Endpoint Reason: {call['Protocol']}"
        )
        raise Refused("InvalidParameter", f"Invalid parameter: {kind}")


@sns.refuse("Subscribe", source=f"{_GUIDE}/fifo-topic-message-delivery.html")
def fifo_subscriptions(call: Call) -> None:
    """A FIFO queue on a standard topic, or an endpoint other than a queue on a FIFO topic."""
    fifo = call["TopicArn"].endswith(".fifo")
    if not fifo and call["Protocol"] == "sqs" and str(call.get("Endpoint")).endswith(".fifo"):
        message = "FIFO SQS Queues can not be subscribed to standard SNS topics"
        raise Refused("InvalidParameter", f"Invalid parameter: Invalid parameter: Endpoint Reason: {message}")
    if fifo and call["Protocol"] not in ("sqs", "firehose"):
        message = "Invalid parameter: Invalid protocol type: "
        raise Refused("InvalidParameter", f"{message}{call['Protocol']}")


@sns.refuse("Subscribe", "SetSubscriptionAttributes", source=f"{_GUIDE}/string-value-matching.html")
def filters(call: Call) -> None:
    """A filter whose prefix is no text, whose cidr is no block, or that excludes anything but a prefix."""
    given = (call.get("Attributes") or {}).get("FilterPolicy")
    if call.get("AttributeName") == "FilterPolicy":
        given = call.get("AttributeValue")
    try:
        policy = json.loads(given or "{}")
    except ValueError:
        # moto refuses what is no JSON.
        return
    _check(policy)


def _check(policy: dict[str, Any]) -> None:
    for key, value in policy.items():
        if isinstance(value, dict):
            _check(value)
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict) and key == "$or":
                _check(one)
            elif isinstance(one, dict):
                _check_rule(one)


def _check_rule(rule: dict[str, Any]) -> None:
    for operator, given in rule.items():
        if operator == "anything-but" and isinstance(given, dict):
            for other in given:
                if other != "prefix":
                    raise _invalid(f"Unsupported anything-but pattern: {other}")
            _check_rule(given)
        elif operator in ("prefix", "suffix", "equals-ignore-case") and not isinstance(given, str):
            raise _invalid(f"{operator} match pattern must be a string")
        elif operator == "cidr":
            _check_block(given)


def _check_block(given: Any) -> None:
    try:
        if "/" not in str(given):
            raise ValueError
        ip_network(str(given), strict=False)
    except ValueError:
        raise _invalid("Malformed CIDR, one '/' required") from None


def _invalid(reason: str) -> Refused:
    return Refused("InvalidParameter", f"Invalid parameter: FilterPolicy: {reason}")


@sns.refuse(
    "CreateTopic",
    "SetTopicAttributes",
    source=f"{_GUIDE}/sns-access-policy-language-api-permissions-reference.html",
)
def topic_policies(call: Call) -> None:
    """A topic policy that is no policy."""
    given = (call.get("Attributes") or {}).get("Policy")
    if call.get("AttributeName") == "Policy":
        given = call.get("AttributeValue")
    if given:
        try:
            statements(given, "InvalidParameter")
        except Refused as error:
            message = f"Invalid parameter: Policy Error: {error.message}"
            raise Refused("InvalidParameter", message) from None
