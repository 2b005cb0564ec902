"""Checks of the corrections in emulator/services for backup."""

import json
import urllib.parse
from typing import Any

from .support import ROLE, ask, aws, check


def vault(name: str) -> Any:
    return aws("backup").create_backup_vault(BackupVaultName=name)


@check("backup")
def tags_are_found_without_a_slash() -> None:

    name = {"BackupVaultName": "tagged", "BackupVaultTags": {"Team": "core"}}
    arn = urllib.parse.quote(aws("backup").create_backup_vault(**name)["BackupVaultArn"], safe="")
    with ask("backup", f"/tags/{arn}") as answer:
        assert json.load(answer)["Tags"] == {"Team": "core"}


@check("backup")
def vaults_can_be_emptied() -> None:
    vault("emptied")
    assert (
        aws("backup").list_recovery_points_by_backup_vault(BackupVaultName="emptied")["RecoveryPoints"] == []
    )


@check("backup")
def plans_have_selections() -> None:
    client = aws("backup")
    vault("planned")
    plan = client.create_backup_plan(
        BackupPlan={
            "BackupPlanName": "daily",
            "Rules": [{"RuleName": "r", "TargetBackupVaultName": "planned"}],
        },
    )
    identifier = plan["BackupPlanId"]
    made = client.create_backup_selection(
        BackupPlanId=identifier, BackupSelection={"SelectionName": "s", "IamRoleArn": ROLE}
    )
    found = client.get_backup_selection(BackupPlanId=identifier, SelectionId=made["SelectionId"])
    assert found["BackupSelection"]["SelectionName"] == "s"
    client.delete_backup_selection(BackupPlanId=identifier, SelectionId=made["SelectionId"])


@check("backup")
def plans_can_be_changed() -> None:
    client = aws("backup")
    vault("changed")

    def rules(days: int) -> dict[str, object]:
        rule = {"RuleName": "r", "TargetBackupVaultName": "changed", "Lifecycle": {"DeleteAfterDays": days}}
        return {"BackupPlanName": "changing", "Rules": [rule]}

    plan = client.create_backup_plan(BackupPlan=rules(7))["BackupPlanId"]
    client.update_backup_plan(BackupPlanId=plan, BackupPlan=rules(35))
    found = client.get_backup_plan(BackupPlanId=plan)["BackupPlan"]["Rules"][0]
    assert found["Lifecycle"] == {"DeleteAfterDays": 35}


@check("backup")
def names_of_deleted_plans_are_free() -> None:
    client = aws("backup")
    vault("again")
    plan = {"BackupPlanName": "again", "Rules": [{"RuleName": "r", "TargetBackupVaultName": "again"}]}
    first = client.create_backup_plan(BackupPlan=plan)["BackupPlanId"]
    client.delete_backup_plan(BackupPlanId=first)
    assert client.create_backup_plan(BackupPlan=plan)["BackupPlanId"] != first
