"""Backup: lifecycles, windows, schedules and vaults of plans."""

from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from . import schedules

backup = Service("backup")
_API = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html"
_LIFECYCLE = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"
_INVALID = "InvalidParameterValueException"


def rules_of(call: Call) -> list[dict[str, Any]]:
    """The rules of a plan."""
    return list(call["BackupPlan"].get("Rules") or [])


@backup.refuse("CreateBackupPlan", "UpdateBackupPlan", source=_LIFECYCLE)
def lifecycles(call: Call) -> None:
    """Backups that go to cold storage less than 90 days before they are deleted."""
    for rule in rules_of(call):
        life = rule.get("Lifecycle") or {}
        cold, end = life.get("MoveToColdStorageAfterDays"), life.get("DeleteAfterDays")
        if cold is not None and end is not None and cold >= 0 and end >= 0 and end < cold + 90:
            message = "Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from"
            raise Refused(_INVALID, f"{message} MoveToColdStorageAfterDays")


@backup.refuse("CreateBackupPlan", "UpdateBackupPlan", source=_API)
def windows_and_schedules(call: Call) -> None:
    """A window that ends less than an hour after it begins, or a schedule that is none."""
    for rule in rules_of(call):
        start, end = rule.get("StartWindowMinutes"), rule.get("CompletionWindowMinutes")
        if start is not None and start < 60:
            raise Refused(_INVALID, "StartWindowMinutes must be at least 60 minutes")
        if start is not None and end is not None and end < start + 60:
            message = "CompletionWindowMinutes must be at least 60 minutes greater than StartWindowMinutes"
            raise Refused(_INVALID, message)
        expression = rule.get("ScheduleExpression")
        if expression and not schedules.is_cron(expression):
            raise Refused(_INVALID, f"Invalid cron expression: {expression}")


@backup.refuse("CreateBackupPlan", "UpdateBackupPlan", source=_API)
def vaults(call: Call) -> None:
    """A rule for a vault that is not there."""
    for rule in rules_of(call):
        name = rule["TargetBackupVaultName"]
        if name not in call.backend().vaults:
            message = f"Backup vault {name} does not exist."
            raise Refused("ResourceNotFoundException", message)
