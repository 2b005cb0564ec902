"""What services do on their own behalf or with the role of a function. Must be called with the lock held."""

from typing import Any

from . import gate
from .needs import Need
from .resources import Place

_SENDS = {"sqs": "sqs:SendMessage", "lambda": "lambda:InvokeFunction", "sns": "sns:Publish"}
_READS = {
    "sqs": ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes"),
    "dynamodb": ("GetRecords", "GetShardIterator", "DescribeStream"),
    "kinesis": ("GetRecords", "GetShardIterator", "DescribeStream"),
}
_NAMES = {"sqs": "SQS", "dynamodb": "DynamoDB", "kinesis": "Kinesis"}


def may_send(service: str, source: str, target: str, place: Place) -> bool:
    """Whether the policy of a queue, function or topic lets a service in that comes for `source`."""
    action = _SENDS.get(target.split(":")[2])
    if action is None or target.split(":")[4] != place.account:
        return True
    return not gate.service_refused(service, source, place, Need(action, target))


def unreadable(function: Any, source: str) -> str | None:
    """Why Lambda can't read a queue or stream with a function's role, in its words; None if it can."""
    kind = source.split(":")[2]
    place = Place(function.account_id, function.region)
    for action in _READS.get(kind, ()):
        need = Need(f"{kind}:{action}", source)
        if gate.role_refused(function.role, function.function_name, place, need):
            return f"The provided execution role does not have permissions to call {action} on {_NAMES[kind]}"
    return None
