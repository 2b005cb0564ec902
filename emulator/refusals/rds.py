"""RDS and Aurora: names, users, passwords, windows, ranges, deletion."""

import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from . import windows
from .support import backend_of

rds = Service("rds")
_API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference"
_GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide"
_INVALID = "InvalidParameterValue"
_IDENTIFIER = re.compile(r"[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,62}(?<!-)")
_USER = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,62}")
_RESERVED = {"admin", "rdsadmin", "rds_superuser", "rdsrepladmin", "postgres_admin", "user", "public"}
_NAMES = {
    "CreateDBCluster": ["DBClusterIdentifier"],
    "CreateDBInstance": ["DBInstanceIdentifier"],
    "ModifyDBCluster": ["NewDBClusterIdentifier"],
    "ModifyDBInstance": ["NewDBInstanceIdentifier"],
}


@rds.refuse(*_NAMES, source=f"{_GUIDE}/CHAP_Limits.html#RDS_Limits.Constraints")
def identifiers(call: Call) -> None:
    """An identifier that does not begin with a letter, has other characters, or misplaced hyphens."""
    for parameter in _NAMES[call.operation]:
        name = call.get(parameter)
        if name and not _IDENTIFIER.fullmatch(name):
            message = (
                f"The parameter {parameter} is not a valid identifier. Identifiers must begin with a letter;"
                " must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or"
                " contain two consecutive hyphens."
            )
            raise Refused(_INVALID, message)


@rds.refuse(*_NAMES, source=f"{_GUIDE}/CHAP_Limits.html#RDS_Limits.Constraints")
def logins(call: Call) -> None:
    """A master user that is reserved or malformed, a password that is too short or has / @ " or a space."""
    user, password = call.get("MasterUsername"), call.get("MasterUserPassword")
    if user and not _USER.fullmatch(user):
        raise Refused(_INVALID, f"The parameter MasterUsername is not a valid identifier: {user}")
    if user and user.lower() in _RESERVED and "mysql" not in call.get("Engine", ""):
        message = f"MasterUsername {user} cannot be used as it is a reserved word used by the engine"
        raise Refused(_INVALID, message)
    if password is None:
        return
    if not 8 <= len(password) <= 128:
        message = "The parameter MasterUserPassword is not a valid password because it is shorter than 8"
        raise Refused(_INVALID, f"{message} characters or longer than 128.")
    if not re.fullmatch(r"[!-~]*", password) or re.search(r'[/@" ]', password):
        message = "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters"
        raise Refused(_INVALID, f"""{message} besides '/', '@', '"', ' ' may be used.""")


def existing(call: Call) -> Any:
    """The cluster or instance that a call changes; None for a new one."""
    backend = call.backend()
    if call.operation == "ModifyDBCluster":
        return backend.clusters.get(call["DBClusterIdentifier"])
    if call.operation == "ModifyDBInstance":
        return backend.databases.get(call["DBInstanceIdentifier"])
    return None


@rds.refuse(*_NAMES, source=f"{_GUIDE}/USER_WorkingWithAutomatedBackups.BackupWindow.html")
def backup_windows(call: Call) -> None:
    """A backup window that overlaps the maintenance window, or is shorter than 30 minutes."""
    backup, maintenance = call.get("PreferredBackupWindow"), call.get("PreferredMaintenanceWindow")
    if backup is None and maintenance is None:
        return
    held = existing(call)
    cluster = call.get("DBClusterIdentifier") and call.operation == "CreateDBInstance"
    if held is not None:
        notes = call.notes("echo DBInstanceIdentifier PreferredBackupWindow")
        kept = notes.get(call.get("DBInstanceIdentifier"), {}) if call.operation == "ModifyDBInstance" else {}
        backup = backup or kept.get("PreferredBackupWindow")
        if call.operation == "ModifyDBCluster":
            backup = backup or held.preferred_backup_window
            maintenance = maintenance or held.preferred_maintenance_window
    windows.check(None if cluster else backup, maintenance, 30)


@rds.refuse(*_NAMES, source=f"{_API}/API_CreateDBCluster.html")
def ranges(call: Call) -> None:
    """Backups kept for more than 35 days (or none of a cluster), a minimum of capacity above its maximum."""
    retention, cluster = call.get("BackupRetentionPeriod"), call.operation.endswith("Cluster")
    least = 1 if cluster else 0
    if retention is not None and not least <= retention <= 35:
        message = f"Invalid backup retention period: {retention}. Retention period must be between"
        raise Refused(_INVALID, f"{message} {least} and 35")
    scaling = call.get("ServerlessV2ScalingConfiguration") or {}
    low, high = scaling.get("MinCapacity"), scaling.get("MaxCapacity")
    if low is not None and high is not None and (low > high or high < 1 or (low * 2) % 1 or (high * 2) % 1):
        message = f"Serverless v2 minimum capacity {low} and maximum capacity {high} are not a valid range"
        raise Refused(_INVALID, message)
    if retention == 0 and call.get("ReadReplicaSourceDBInstanceIdentifier"):
        raise Refused(_INVALID, "Automated backups must be enabled")


@rds.refuse("DeleteDBCluster", "DeleteDBInstance", source=f"{_API}/API_DeleteDBCluster.html")
def last_snapshots(call: Call) -> None:
    """Deleting without a name for the last snapshot, and without saying that there is none."""
    skipped, name = call.get("SkipFinalSnapshot"), call.get("FinalDBSnapshotIdentifier")
    if call.operation == "DeleteDBInstance":
        found = call.backend().databases.get(call["DBInstanceIdentifier"])
        if found is None or found.db_cluster_identifier:
            return
    if not skipped and not name:
        message = "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
        raise Refused("InvalidParameterCombination", message)
    if skipped and name:
        message = "FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is specified."
        raise Refused("InvalidParameterCombination", message)


@rds.refuse("CreateDBSubnetGroup", "ModifyDBSubnetGroup", source=f"{_API}/API_CreateDBSubnetGroup.html")
def subnet_groups(call: Call) -> None:
    """A subnet group whose subnets are in one zone."""
    wanted = set(call["SubnetIds"])
    zones = {
        subnet.availability_zone
        for by_zone in backend_of(call, "ec2").subnets.values()
        for subnet in by_zone.values()
        if subnet.id in wanted
    }
    if len(zones) == 1:
        message = "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ"
        told = f"{message} coverage: {zones.pop()}. Add subnets to cover at least 2 AZs."
        raise Refused("DBSubnetGroupDoesNotCoverEnoughAZs", told)
