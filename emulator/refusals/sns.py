"""SNS: subscriptions and policies of topics."""

import re

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
