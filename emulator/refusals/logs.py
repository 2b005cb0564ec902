"""CloudWatch Logs: retention."""

from emulator.registry import Call, Service
from emulator.state import Refused

logs = Service("logs")
_DAYS = {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827}
_DAYS |= {2192, 2557, 2922, 3288, 3653}


@logs.refuse(
    "PutRetentionPolicy",
    source="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
)
def retention(call: Call) -> None:
    """A number of days for which logs can't be kept."""
    days = call["retentionInDays"]
    if days not in _DAYS:
        message = (
            f"1 validation error detected: Value '{days}' at 'retentionInDays' failed to satisfy constraint:"
        )
        allowed = ", ".join(map(str, sorted(_DAYS)))
        raise Refused(
            "InvalidParameterException", f"{message} Member must satisfy enum value set: [{allowed}]"
        )
