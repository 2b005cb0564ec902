"""EventBridge Scheduler: expressions, time zones, windows, roles."""

from emulator.registry import Call, Service
from emulator.state import Refused

from . import schedules
from .support import may_be_assumed

scheduler = Service("scheduler")
_GUIDE = "https://docs.aws.amazon.com/scheduler/latest/UserGuide"
_INVALID = "ValidationException"


@scheduler.refuse("CreateSchedule", "UpdateSchedule", source=f"{_GUIDE}/schedule-types.html")
def expressions(call: Call) -> None:
    """A schedule that is none of cron(…), rate(…) and at(…), or in a time zone that is none."""
    expression, zone = call["ScheduleExpression"], call.get("ScheduleExpressionTimezone")
    if not schedules.is_any(expression):
        raise Refused(_INVALID, f"Invalid Schedule Expression {expression}.")
    if zone and not schedules.is_zone(zone):
        raise Refused(_INVALID, f"Invalid ScheduleExpressionTimezone {zone}.")


@scheduler.refuse(
    "CreateSchedule", "UpdateSchedule", source=f"{_GUIDE}/managing-schedule-flexible-time-windows.html"
)
def windows(call: Call) -> None:
    """A flexible window without a length, or a length without a flexible window."""
    window = call["FlexibleTimeWindow"]
    if (window.get("Mode") == "FLEXIBLE") != (window.get("MaximumWindowInMinutes") is not None):
        message = "MaximumWindowInMinutes must be specified for FLEXIBLE time windows, and for them only."
        raise Refused(_INVALID, message)


@scheduler.refuse("CreateSchedule", "UpdateSchedule", source=f"{_GUIDE}/setting-up.html")
def roles(call: Call) -> None:
    """A role that does not trust scheduler.amazonaws.com."""
    if not may_be_assumed(call, call["Target"]["RoleArn"], "scheduler.amazonaws.com"):
        message = "The execution role you provide must allow AWS EventBridge Scheduler to assume the role."
        raise Refused(_INVALID, message)
