"""AWS Backup: selections and (no) recovery points."""

import uuid

from emulator.clock import now
from emulator.registry import Call, Params, Service

backup = Service("backup")


@backup.before("ListTags")
def list_tags(call: Call) -> Params:
    """No tags are found if the path does not end with a slash, which the SDK for Go leaves out."""
    return {"Tags": call.backend().list_tags(call["ResourceArn"])}


@backup.operation("UpdateBackupPlan")
def update_plan(call: Call) -> Params:
    """Plans can't be changed."""
    old = call.backend().get_backup_plan(call["BackupPlanId"], None)
    new = type(old)(call["BackupPlan"], old.creator_request_id, call.backend())
    new.backup_plan_id, new.backup_plan_arn = old.backup_plan_id, old.backup_plan_arn
    call.backend().plans[old.backup_plan_id] = new
    return dict(new.to_dict())


@backup.after("DeleteBackupPlan")
def forget_plan(call: Call, _answer: Params) -> None:
    """A deleted plan keeps its name for ever."""
    call.backend().plans.pop(call["BackupPlanId"], None)


@backup.operation("ListRecoveryPointsByBackupVault")
def list_recovery_points(_call: Call) -> Params:
    """Recovery points can't be listed, without which a vault can't be emptied and deleted."""
    return {"RecoveryPoints": []}


@backup.operation("CreateBackupSelection")
def create_selection(call: Call) -> Params:
    """Selections are not implemented."""
    selection = {
        **call.pick("BackupPlanId", "BackupSelection", "CreatorRequestId"),
        "SelectionId": str(uuid.uuid4()),
        "CreationDate": now(),
    }
    call.records("selection")[selection["SelectionId"]] = selection
    return {name: selection[name] for name in ("SelectionId", "BackupPlanId", "CreationDate")}


@backup.operation("GetBackupSelection")
def get_selection(call: Call) -> Params:
    """Selections are not implemented."""
    return call.records("selection").find(call["SelectionId"])


@backup.operation("DeleteBackupSelection")
def delete_selection(call: Call) -> Params:
    """Selections are not implemented."""
    call.records("selection").pop(call["SelectionId"], None)
    return {}
