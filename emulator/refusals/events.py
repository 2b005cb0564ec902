"""EventBridge: patterns, schedules and targets of rules."""

import json
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from . import schedules
from .support import size_of

events = Service("events")


@events.refuse(
    "PutRule",
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
)
def expressions(call: Call) -> None:
    """A rule whose schedule is neither cron(…) with six fields nor rate(…)."""
    expression = call.get("ScheduleExpression")
    if expression and not schedules.is_cron(expression) and not schedules.is_rate(expression):
        raise Refused("ValidationException", "Parameter ScheduleExpression is not valid.")


_GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide"
_MOST_CHARACTERS = 2048
_OPERATORS = {
    "prefix",
    "suffix",
    "equals-ignore-case",
    "wildcard",
    "exists",
    "cidr",
    "numeric",
    "anything-but",
}


@events.refuse("PutRule", "CreateArchive", source=f"{_GUIDE}/eb-create-pattern-operators.html")
def patterns(call: Call) -> None:
    """A pattern that is too long or empty, has a value outside of a list, or an unknown operator."""
    text = call.get("EventPattern")
    if not text:
        return
    try:
        pattern = json.loads(text)
    except ValueError:
        raise _invalid("Filter is not valid JSON") from None
    if len(text) > _MOST_CHARACTERS:
        message = "The requested resource exceeds the maximum number allowed."
        raise Refused("LimitExceededException", message)
    if not isinstance(pattern, dict):
        raise _invalid("Filter is not an object")
    _check(pattern)


def _invalid(reason: str) -> Refused:
    return Refused("InvalidEventPatternException", f"Event pattern is not valid. Reason: {reason}")


def _check(pattern: dict[str, Any]) -> None:
    if not pattern:
        raise _invalid("Empty objects are not allowed")
    for key, value in pattern.items():
        if isinstance(value, dict):
            _check(value)
        elif not isinstance(value, list):
            raise _invalid(f'"{key}" must be an object or an array')
        elif not value:
            raise _invalid("Empty arrays are not allowed")
        elif key == "$or":
            for one in value:
                _check(one)
        else:
            _check_values(value)


def _check_values(values: list[Any]) -> None:
    for one in values:
        if isinstance(one, list):
            raise _invalid("Match value must be String, number, true, false, or null")
        if isinstance(one, dict) and len(one) != 1:
            raise _invalid("Only one key allowed in match expression")
        if isinstance(one, dict) and next(iter(one)) not in _OPERATORS:
            raise _invalid(f"Unrecognized match type {next(iter(one))}")


@events.refuse("PutTargets", source=f"{_GUIDE}/eb-transform-target-input.html")
def inputs(call: Call) -> None:
    """A target with more than one of Input, InputPath and InputTransformer."""
    for target in call["Targets"]:
        given = [name for name in ("Input", "InputPath", "InputTransformer") if target.get(name)]
        if len(given) > 1:
            names = "Input, InputPath, or InputTransformer"
            message = f"Only one of {names} must be provided for target {target['Id']}."
            raise Refused("ValidationException", message)


@events.refuse("PutTargets", source=f"{_GUIDE}/eb-rule-dlq.html")
def queues(call: Call) -> None:
    """A dead-letter queue that is FIFO, or a group for a queue that is not."""
    for target in call["Targets"]:
        dead = str((target.get("DeadLetterConfig") or {}).get("Arn") or "")
        if dead.endswith(".fifo"):
            raise Refused(
                "ValidationException", f"Parameter(s) DeadLetterConfig not valid for target {target['Id']}."
            )
        if target["Arn"].endswith(".fifo") and not (target.get("SqsParameters") or {}).get("MessageGroupId"):
            message = f"Parameter(s) SqsParameters must be specified for target: {target['Id']}."
            raise Refused("ValidationException", message)


_MOST_TARGETS = 5


@events.refuse("PutTargets", source=f"{_GUIDE}/eb-quota.html")
def targets(call: Call) -> None:
    """A sixth target of a rule."""
    bus = call.backend().event_buses.get(str(call.get("EventBusName") or "default").rpartition("/")[2])
    rule = bus.rules.get(call["Rule"]) if bus else None
    if rule is None:
        return
    identifiers = {target["Id"] for target in [*rule.targets, *call["Targets"]]}
    if len(identifiers) > _MOST_TARGETS:
        raise Refused("LimitExceededException", "The requested resource exceeds the maximum number allowed.")


_POLICY = 10240


@events.refuse("PutPermission", source=f"{_GUIDE}/eb-quota.html")
def policy_size(call: Call) -> None:
    """A policy of an event bus of more than 10,240 characters."""
    if size_of(call.get("Policy") or "") > _POLICY:
        raise Refused("PolicyLengthExceededException", "The event bus policy is too long.")
