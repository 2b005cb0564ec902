"""SQS: ranges of attributes, FIFO, dead-letter queues."""

import json

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import listed, size_of

sqs = Service("sqs")
_API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"
_GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide"
_RANGES = {
    "VisibilityTimeout": (0, 43200),
    "MessageRetentionPeriod": (60, 1209600),
    "DelaySeconds": (0, 900),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "MaximumMessageSize": (1024, 1048576),
    "KmsDataKeyReusePeriodSeconds": (60, 86400),
}
_FIFO_ONLY = ("DeduplicationScope", "FifoThroughputLimit", "ContentBasedDeduplication")


def is_fifo(call: Call) -> bool:
    """Whether the queue of a call is a FIFO queue: its name says so."""
    return str(call.get("QueueName") or call.get("QueueUrl") or "").endswith(".fifo")


@sqs.refuse("CreateQueue", "SetQueueAttributes", source=_API)
def ranges(call: Call) -> None:
    """Attributes outside of their range."""
    for name, value in (call.get("Attributes") or {}).items():
        least, most = _RANGES.get(name, (None, None))
        if least is None or most is None:
            continue
        if not str(value).isdigit() or not least <= int(value) <= most:
            raise Refused("InvalidAttributeValue", f"Invalid value for the parameter {name}.")


@sqs.refuse("CreateQueue", "SetQueueAttributes", source=f"{_GUIDE}/sqs-fifo-queues.html")
def fifo_settings(call: Call) -> None:
    """Settings of FIFO queues for a standard queue."""
    for name, value in (call.get("Attributes") or {}).items():
        if name in _FIFO_ONLY and not is_fifo(call) and value != "":
            raise Refused("InvalidAttributeName", f"Unknown Attribute {name}.")


@sqs.refuse("CreateQueue", "SetQueueAttributes", source=f"{_GUIDE}/sqs-dead-letter-queues.html")
def dead_letters(call: Call) -> None:
    """A dead-letter queue that is not there or of the other kind, or a count that is not 1 to 1,000."""
    given = (call.get("Attributes") or {}).get("RedrivePolicy")
    if not given:
        return

    def refused(reason: str) -> Refused:
        message = f"Value {given} for parameter RedrivePolicy is invalid. Reason: {reason}"
        return Refused("InvalidParameterValue", message)

    try:
        policy = json.loads(given)
        arn, count = str(policy["deadLetterTargetArn"]), int(policy["maxReceiveCount"])
    except (ValueError, KeyError, TypeError):
        raise refused("Redrive policy is not a valid JSON map.") from None
    if not 1 <= count <= 1000:
        raise refused(
            f"Invalid value for maxReceiveCount: {count}, valid values are from 1 to 1000 both inclusive."
        )
    if arn.endswith(".fifo") != is_fifo(call):
        raise refused("Dead letter queue must be same type of queue as the source.")
    if arn.split(":")[4:5] == [call.account] and arn.rsplit(":", 1)[-1] not in call.backend().queues:
        raise refused("Dead letter target does not exist.")


_POLICY, _STATEMENTS = 8192, 20


@sqs.refuse("CreateQueue", "SetQueueAttributes", source=f"{_GUIDE}/quotas-policies.html")
def policies(call: Call) -> None:
    """A policy of a queue that is none, or has more than 8,192 bytes or 20 statements."""
    policy = (call.get("Attributes") or {}).get("Policy")
    if not policy:
        return
    invalid = "Invalid value for the parameter Policy."
    try:
        count = len(listed(json.loads(policy).get("Statement")))
    except (ValueError, AttributeError):
        raise Refused("InvalidAttributeValue", invalid) from None
    if count > _STATEMENTS or size_of(policy) > _POLICY:
        message = f"{invalid} Reason: Policy statement or size limit exceeded."
        raise Refused("InvalidAttributeValue", message)
