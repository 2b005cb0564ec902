"""EventBridge: schedules and targets of rules."""

from emulator.registry import Call, Service
from emulator.state import Refused

from . import schedules

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


_MOST_TARGETS = 5


@events.refuse("PutTargets", source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html")
def targets(call: Call) -> None:
    """A sixth target of a rule."""
    bus = call.backend().event_buses.get(str(call.get("EventBusName") or "default").rpartition("/")[2])
    rule = bus.rules.get(call["Rule"]) if bus else None
    if rule is None:
        return
    identifiers = {target["Id"] for target in [*rule.targets, *call["Targets"]]}
    if len(identifiers) > _MOST_TARGETS:
        raise Refused("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
