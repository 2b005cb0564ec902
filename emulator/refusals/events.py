"""EventBridge: schedules of rules."""

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
