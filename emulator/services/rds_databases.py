"""RDS and Aurora: the servers behind instances, clusters and proxies (see emulator/databases)."""

import json
import secrets
import string
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from emulator.databases.binaries import Unavailable
from emulator.databases.entrance import READER, WRITER
from emulator.databases.fleet import FLEET, current_secret, is_postgres, model_of, owner_of
from emulator.databases.wire import PgError
from emulator.registry import Call, Params, walk
from emulator.state import Refused

from .rds import create_proxy_endpoint, rds

_POSTGRESQL_PORT = 5432
"""Of every proxy."""


# Addresses


@rds.patch("moto.rds.models")
def lead_to_servers(module: ModuleType) -> None:
    """The endpoints of PostgreSQL instances and clusters lead nowhere."""

    def instead(kind: Any, name: str, address: Any) -> None:
        original = getattr(kind, name).fget
        setattr(kind, name, property(lambda found: address(found) or original(found)))

    def of_cluster(role: str) -> Any:
        def address(cluster: Any) -> str | None:
            if not is_postgres(cluster) or model_of(owner_of(cluster)) is None:
                return None
            # Without readers, the readers' endpoint leads to the writer.
            played = role if any(not one.is_cluster_writer for one in cluster.members) else WRITER
            port = cluster.port or _POSTGRESQL_PORT
            return FLEET.address(owner_of(cluster), played, cluster.db_cluster_identifier, int(port))

        return address

    def of_instance(instance: Any) -> str | None:
        if not is_postgres(instance) or model_of(owner_of(instance)) is None:
            return None
        if cluster := instance.backend.clusters.get(getattr(instance, "db_cluster_identifier", None) or ""):
            return of_cluster(WRITER if instance.is_cluster_writer else READER)(cluster)
        role = READER if getattr(instance, "is_replica", False) else WRITER
        port = instance.port or _POSTGRESQL_PORT
        return FLEET.address(owner_of(instance), role, instance.db_instance_identifier, int(port))

    instead(module.DBCluster, "endpoint", of_cluster(WRITER))
    instead(module.DBCluster, "reader_endpoint", of_cluster(READER))
    instead(module.DBInstance, "address", of_instance)


@rds.patch("moto.rds.models")
def share_port(module: ModuleType) -> None:
    """The instances of a cluster have the engine's usual port, whatever the cluster's is."""
    original = module.DBInstance.endpoint.fget

    def endpoint(instance: Any) -> dict[str, Any]:
        found: dict[str, Any] = original(instance)
        cluster = instance.backend.clusters.get(getattr(instance, "db_cluster_identifier", None) or "")
        return found | {"Port": cluster.port} if cluster is not None and cluster.port else found

    module.DBInstance.endpoint = property(endpoint)


def proxy_address(proxy: Any, role: str) -> str | None:
    """The address of a proxy, or of its endpoint for readers."""
    if proxy.engine_family != "POSTGRESQL":
        return None
    return FLEET.address(owner_of(proxy), role, proxy.db_proxy_name, _POSTGRESQL_PORT)


@rds.after("CreateDBProxy", "DescribeDBProxies", "ModifyDBProxy")
def lead_to_proxies(call: Call, answer: Params) -> None:
    """The endpoint of a proxy leads nowhere."""
    for found in [*walk(answer, "DBProxies"), *walk(answer, "DBProxy")]:
        proxy = call.backend().db_proxies.get(found.get("DBProxyName"))
        if proxy is not None and (address := proxy_address(proxy, WRITER)):
            found["Endpoint"] = address


@rds.before("CreateDBProxyEndpoint")
def lead_to_proxy_endpoints(call: Call) -> Params:
    """A proxy's further endpoints lead nowhere."""
    answer = create_proxy_endpoint(call)
    (proxy,) = call.backend().describe_db_proxies(call["DBProxyName"])
    role = READER if call.get("TargetRole") == "READ_ONLY" else WRITER
    if address := proxy_address(proxy, role):
        answer["DBProxyEndpoint"]["Endpoint"] = address
    return answer


# What belongs to nothing any more


@rds.after("DeleteDBInstance", "DeleteDBCluster", "DeleteDBProxy", "ModifyDBInstance", "ModifyDBCluster")
def end_servers(_call: Call, _answer: Params) -> None:
    """The server of what is deleted goes on, and one that is renamed stays where it was."""
    FLEET.sweep()


# Passwords


@rds.patch("moto.rds.models")
def make_master_passwords(module: ModuleType) -> None:
    """The secret of every managed master user holds the same user and password."""

    def content(secret: Any) -> str:
        return json.dumps({"username": secret.resource.master_username, "password": master_password()})

    module.MasterUserSecret._generate_secret_string = content


@rds.patch("moto.secretsmanager.models")
def rotate_master_passwords(module: ModuleType) -> None:
    """The rotation of a master user's secret leaves it without content."""
    original = module.SecretsManagerBackend.rotate_secret

    def rotate(backend: Any, secret_id: str, *args: Any, **kwargs: Any) -> Any:
        secret: Any = backend.secrets.get(secret_id)
        if getattr(secret, "owning_service", None) != "rds":
            return original(backend, secret_id, *args, **kwargs)
        before = json.loads(current_secret(backend, secret_id))
        answer = original(backend, secret_id, *args, **kwargs)
        for version in secret.versions.values():
            if "AWSCURRENT" in version["version_stages"]:
                version["secret_string"] = json.dumps(before | {"password": master_password()})
        return answer

    module.SecretsManagerBackend.rotate_secret = rotate


def master_password() -> str:
    """28 characters, as RDS makes them, without those that RDS refuses."""
    letters = string.ascii_letters + string.digits + "!#$%&()*+-.:;<=>?[]^_{|}~"
    return "".join(secrets.choice(letters) for _ in range(28))


# Snapshots


_SNAPSHOTS = {"DBSnapshot": "DBSnapshotArn", "DBClusterSnapshot": "DBClusterSnapshotArn"}


def snapshot_of(answer: Params) -> str | None:
    """The ARN of the snapshot that an answer describes."""
    for kind, arn in _SNAPSHOTS.items():
        for found in walk(answer, kind):
            return str(found[arn])
    return None


def source_of(call: Call) -> Any:
    """moto's model of what a call takes a snapshot of."""
    backend = call.backend()
    if call.get("DBClusterIdentifier"):
        return backend.clusters.get(call["DBClusterIdentifier"].split(":")[-1])
    return backend.databases.get(call["DBInstanceIdentifier"].split(":")[-1])


@rds.after("CreateDBSnapshot", "CreateDBClusterSnapshot")
def keep_data(call: Call, answer: Params) -> None:
    """A snapshot holds no data."""
    source, snapshot = source_of(call), snapshot_of(answer)
    if source is not None and snapshot and is_postgres(source):
        FLEET.keep(snapshot, owner_of(source))


@rds.before("DeleteDBInstance", "DeleteDBCluster")
def keep_last_data(call: Call) -> None:
    """The final snapshot of a server holds no data."""
    source = source_of(call)
    final = call.get("FinalDBSnapshotIdentifier")
    refused = source is None or source.deletion_protection or getattr(source, "members", None)
    if refused or not final or not is_postgres(source):
        return
    kind = "cluster-snapshot" if call.operation == "DeleteDBCluster" else "snapshot"
    kept = call.backend().cluster_snapshots if "cluster" in kind else call.backend().database_snapshots
    if final not in kept:  # otherwise it is refused
        FLEET.keep(call.arn(f"{kind}:{final}"), owner_of(source))


@rds.after("CopyDBSnapshot", "CopyDBClusterSnapshot")
def copy_data(call: Call, answer: Params) -> None:
    """The copy of a snapshot holds no data."""
    kind = "DBClusterSnapshot" if "Cluster" in call.operation else "DBSnapshot"
    if snapshot := snapshot_of(answer):
        FLEET.copy(snapshot, snapshot_arn(call, call[f"Source{kind}Identifier"]))


@rds.after("DeleteDBSnapshot", "DeleteDBClusterSnapshot")
def drop_data(_call: Call, answer: Params) -> None:
    """The data of a snapshot stays when it is deleted."""
    if snapshot := snapshot_of(answer):
        FLEET.forget(snapshot)


def snapshot_arn(call: Call, named: str) -> str:
    """The ARN of a snapshot that a call names, by its name or its ARN."""
    kind = "cluster-snapshot" if "Cluster" in call.operation else "snapshot"
    return named if named.startswith("arn:") else call.arn(f"{kind}:{named}")


@rds.after("RestoreDBInstanceFromDBSnapshot", "RestoreDBClusterFromSnapshot")
def restore_data(call: Call, _answer: Params) -> None:
    """A restored server is empty."""
    restored = restored_of(call)
    named = call.get("SnapshotIdentifier") or call.get("DBSnapshotIdentifier")
    if restored is not None and named and is_postgres(restored):
        FLEET.restore(owner_of(restored), snapshot_arn(call, named))


@rds.before("RestoreDBInstanceToPointInTime", "RestoreDBClusterToPointInTime")
def complete_archive(call: Call) -> None:
    """A server can't be restored to a time in the past."""
    source, at = origin_of(call)
    if source is None or at is None or not is_postgres(source):
        return
    try:
        FLEET.complete_archive(owner_of(source))
    except (Unavailable, PgError, OSError) as why:
        raise Refused("InvalidRestoreFault", f"Cannot restore from the backup: {why}") from why


@rds.after("RestoreDBInstanceToPointInTime", "RestoreDBClusterToPointInTime")
def restore_data_of_time(call: Call, _answer: Params) -> None:
    """A server restored to a point in time is empty."""
    restored, (source, at) = restored_of(call), origin_of(call)
    if restored is not None and source is not None and is_postgres(restored):
        FLEET.restore_as_of(owner_of(restored), owner_of(source), at)


def origin_of(call: Call) -> tuple[Any, datetime | None]:
    """moto's model of what a call restores as of a time, and the time; None for the latest."""
    backend = call.backend()
    if "Cluster" in call.operation:
        source = backend.clusters.get(call["SourceDBClusterIdentifier"].split(":")[-1])
        return source, moment(call.get("RestoreToTime"))
    return backend.databases.get(call.get("SourceDBInstanceIdentifier", "")), moment(call.get("RestoreTime"))


def restored_of(call: Call) -> Any:
    """moto's model of what a call has restored."""
    backend = call.backend()
    if "Cluster" in call.operation:
        return backend.clusters.get(call["DBClusterIdentifier"])
    name = call.get("TargetDBInstanceIdentifier") or call.get("DBInstanceIdentifier")
    return backend.databases.get(name)


def moment(given: Any) -> datetime | None:
    """A time of a request, in UTC; None for the latest."""
    if given is None or given == "":
        return None
    at = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
    return at if at.tzinfo else at.replace(tzinfo=UTC)
