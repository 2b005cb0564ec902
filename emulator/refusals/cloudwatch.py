"""CloudWatch: periods of alarms, composite alarms, dashboards."""

import json
import re

from emulator.registry import Call, Service
from emulator.state import Refused

cloudwatch = Service("cloudwatch")
_API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference"
_INVALID = "ValidationError"
_DAY = 86400


@cloudwatch.refuse("PutMetricAlarm", source=f"{_API}/API_PutMetricAlarm.html")
def periods(call: Call) -> None:
    """A period that is none, an alarm that looks back too far, or more failures than periods."""
    count, failures = call["EvaluationPeriods"], call.get("DatapointsToAlarm")
    given = [call.get("Period"), *(one.get("Period") for one in call.get("Metrics") or [])]
    given += [(one.get("MetricStat") or {}).get("Period") for one in call.get("Metrics") or []]
    for period in filter(None, given):
        if period not in (10, 20, 30) and period % 60:
            raise Refused(_INVALID, "Period must be 10, 20, 30 or a multiple of 60")
        most = _DAY * (7 if period >= 3600 else 1)
        if period * count > most:
            message = "Metrics cannot be checked across more than "
            span = "a week" if period >= 3600 else "a day"
            raise Refused(_INVALID, f"{message}{span} (EvaluationPeriods * Period must be <= {most}).")
    if failures is not None and failures > count:
        raise Refused(_INVALID, "DatapointsToAlarm must be less than or equal to EvaluationPeriods")


@cloudwatch.refuse("PutCompositeAlarm", source=f"{_API}/API_PutCompositeAlarm.html")
def composites(call: Call) -> None:
    """A composite alarm that names an alarm that is not there."""
    named = re.findall(r"""(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*["']?([^"')]+)["']?\s*\)""", call["AlarmRule"])
    known = set(call.backend().alarms) | set(call.records("composite alarm"))
    for name in named:
        if name.rsplit(":alarm:", 1)[-1] not in known:
            message = f"Could not save the composite alarm as alarms [{name}] in the alarm rule do not exist"
            raise Refused(_INVALID, message)


@cloudwatch.refuse("PutDashboard", source=f"{_API}/API_PutDashboard.html")
def dashboards(call: Call) -> None:
    """A dashboard whose body is no JSON object with widgets."""
    try:
        valid = isinstance(json.loads(call["DashboardBody"]).get("widgets"), list)
    except (ValueError, AttributeError):
        valid = False
    if not valid:
        message = "The field DashboardBody must be a valid JSON object"
        raise Refused("InvalidParameterInput", message)
