"""AWS Backup: selections, tags and (no) recovery points."""

import uuid

from ..clock import now
from ..registry import Call, Params, Service

backup = Service("backup")

backup.tagging(arn="ResourceArn", keys="TagKeyList", listing="ListTags", why="Vaults and plans have no tags.")


@backup.after("CreateBackupVault")
def remember_vault_tags(call: Call, answer: Params) -> None:
    """The tags of a new vault are dropped."""
    call.tag(answer["BackupVaultArn"], call.get("BackupVaultTags"))


@backup.after("CreateBackupPlan")
def remember_plan_tags(call: Call, answer: Params) -> None:
    """The tags of a new plan are dropped."""
    call.tag(answer["BackupPlanArn"], call.get("BackupPlanTags"))


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
