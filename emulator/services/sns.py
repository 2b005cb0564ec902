"""SNS: attributes of topics, and messages to functions."""

import json
from ipaddress import ip_address, ip_network
from types import ModuleType
from typing import Any

from emulator.clock import now
from emulator.dataplane import functions
from emulator.permissions import deliveries
from emulator.permissions.resources import Place
from emulator.registry import Call, Params, Service

sns = Service("sns")
_DROPPED = (
    "FeedbackRoleArn",
    "FeedbackSampleRate",
    "FifoThroughputScope",
    "SignatureVersion",
    "TracingConfig",
)


@sns.after("CreateTopic")
def remember_new_topic(call: Call, answer: Params) -> None:
    """Roles of delivery logs and the scope of a FIFO topic are dropped (noted here, answered below)."""
    call.notes("topic")[answer["TopicArn"]] = {}
    for name, value in (call.get("Attributes") or {}).items():
        remember(call, answer["TopicArn"], name, value)


@sns.after("SetTopicAttributes")
def remember_attribute(call: Call, _answer: Params) -> None:
    """The same when they are changed (noted here, answered below)."""
    remember(call, call["TopicArn"], call["AttributeName"], call.get("AttributeValue"))


def remember(call: Call, arn: str, name: str, value: Any) -> None:
    """Keeps an attribute that moto drops."""
    if name.endswith(_DROPPED):
        call.notes("topic").setdefault(arn, {})[name] = value


@sns.after("GetTopicAttributes")
def answer_attributes(call: Call, answer: Params) -> None:
    """Roles of delivery logs and the scope of a FIFO topic come back not at all."""
    kept = call.notes("topic").get(call["TopicArn"], {})
    answer["Attributes"].update({name: value for name, value in kept.items() if value})


@sns.patch("moto.sns.models")
def ask_policies(module: ModuleType) -> None:
    """Messages reach queues and functions whose policies do not let the topic in."""
    original = module.Subscription.publish

    def publish(subscription: Any, message: str, message_id: str, **more: Any) -> None:
        arn = subscription.topic.arn
        place = Place(arn.split(":")[4], arn.split(":")[3])
        if subscription.protocol in ("sqs", "lambda") and not deliveries.may_send(
            "sns.amazonaws.com", arn, subscription.endpoint, place
        ):
            return
        original(subscription, message, message_id, **more)

    module.Subscription.publish = publish


@sns.patch("moto.sns.models")
def call_functions(module: ModuleType) -> None:
    """A function gets made-up attributes, id and topic instead of those of the message."""
    original = module.Subscription.publish

    def publish(subscription: Any, message: str, message_id: str, **more: Any) -> None:
        if subscription.protocol != "lambda":
            original(subscription, message, message_id, **more)
            return
        matcher = subscription._filter_policy_matcher
        attributes = more.get("message_attributes") or {}
        if matcher is not None and not matcher.matches(attributes, message):
            return
        function = functions.find(subscription.endpoint)
        if function is None:
            return
        notification = {
            "Type": "Notification",
            "MessageId": message_id,
            "TopicArn": subscription.topic.arn,
            "Subject": more.get("subject"),
            "Message": message,
            "Timestamp": now().isoformat(timespec="milliseconds") + "Z",
            "MessageAttributes": attributes,
        }
        record = {
            "EventVersion": "1.0",
            "EventSource": "aws:sns",
            "EventSubscriptionArn": subscription.arn,
            "Sns": notification,
        }
        function._invoke_lambda(json.dumps({"Records": [record]}))

    module.Subscription.publish = publish


@sns.patch("moto.sns.utils")
def match_filters(module: ModuleType) -> None:
    """A filter knows no cidr, and equals-ignore-case matches no rule that has capitals itself."""
    matcher = module.FilterPolicyMatcher
    original = matcher._field_match

    def field_match(field: str, rules: list[Any], body: Any, attributes_based_check: bool = True) -> bool:
        def lowered(rule: Any) -> Any:
            text = rule.get(_IGNORING) if isinstance(rule, dict) else None
            return {_IGNORING: text.lower()} if isinstance(text, str) else rule

        blocks = [rule["cidr"] for rule in rules if isinstance(rule, dict) and "cidr" in rule]
        others = [lowered(rule) for rule in rules if not (isinstance(rule, dict) and "cidr" in rule)]
        value = body.get(field)
        if attributes_based_check and isinstance(value, dict):
            value = value.get("Value")
        if any(_is_in(value, block) for block in blocks):
            return True
        return bool(others) and bool(original(field, others, body, attributes_based_check))

    matcher._field_match = staticmethod(field_match)


_IGNORING = "equals-ignore-case"


def _is_in(value: Any, block: str) -> bool:
    try:
        return ip_address(str(value)) in ip_network(block, strict=False)
    except ValueError:
        return False


@sns.patch("moto.sns.models")
def take_filters(module: ModuleType) -> None:
    """A subscription whose filter has cidr is refused."""
    backend = module.SNSBackend
    original = backend._validate_filter_policy

    def validate(self: Any, value: Any, scope: Any) -> None:
        original(self, _without_blocks(value), scope)

    backend._validate_filter_policy = validate


def _without_blocks(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_blocks(one) for one in value]
    if not isinstance(value, dict):
        return value
    if list(value) == ["cidr"] and isinstance(value["cidr"], str):
        # A text passes wherever a rule does.
        return value["cidr"]
    return {key: _without_blocks(one) for key, one in value.items()}
