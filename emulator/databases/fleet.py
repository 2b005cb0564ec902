"""Which server and which addresses belong to the instances, clusters and proxies of the emulated RDS.

Servers and addresses follow moto's models: what is asked for and is not there yet is made, and `sweep`
removes what belongs to nothing any more. What moto says (user, password, parameters) is read anew for each
connection.
"""

import functools
import json
import shutil
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from moto.core.exceptions import ServiceException

from emulator.lock import locked

from .addresses import listeners
from .binaries import HINT, Unavailable, available, postgres
from .certificates import authority
from .entrance import READER, Entrance, Owner, Target
from .front import Front
from .server import Server, Wanted


@dataclass
class Fleet:
    """All of it. Unless it says otherwise, a method is called with the lock held."""

    folder: Path | None = None
    """Holds the data; see `certificates.begin`."""
    servers: dict[Owner, Server] = field(default_factory=dict)
    entrances: dict[tuple[Owner, str], Entrance] = field(default_factory=dict)
    fronts: dict[tuple[Owner, str], Front] = field(default_factory=dict)
    snapshots: dict[str, Path] = field(default_factory=dict)
    """Folders of backups by the ARN of their snapshot; that of a server that nobody has used has none."""
    _numbers: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def end(self) -> None:
        """Ends all servers and removes their data. Needs no lock."""
        ends = [threading.Thread(target=server.delete) for server in self.servers.values()]
        for one in ends:
            one.start()
        for one in ends:
            one.join()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    @functools.cached_property
    def runs(self) -> bool:
        """Whether servers can run here."""
        return self.folder is not None and available()

    def address(self, owner: Owner, role: str, name: str, port: int) -> str | None:
        """The address of an entrance, opened by the first call; None if none can be opened here."""
        if not self.runs:
            return None
        known = self.entrances.get((owner, role))
        if known and (known.port, known.name) == (port, name):
            return known.address
        if known:
            self._close((owner, role))
        text = "/".join((owner.account, owner.region, owner.kind, role, name))
        for listener in listeners(text, port):
            made = Entrance(owner, role, name, listener.getsockname()[0], port)
            resolve = functools.partial(self.target, owner, role)
            self.fronts[owner, role] = Front(made, listener, resolve, authority().context)
            self.entrances[owner, role] = made
            return made.address
        return None

    def server(self, owner: Owner) -> Server:
        """The server of an instance or a cluster."""
        with self._lock:
            if owner not in self.servers:
                self.servers[owner] = Server(self.place("server"))
            return self.servers[owner]

    def place(self, kind: str) -> Path:
        """A new folder's path."""
        if self.folder is None:
            raise Unavailable("the emulator has no folder for data")
        self._numbers += 1
        return self.folder / f"{kind}-{self._numbers}"

    def target(self, owner: Owner, role: str) -> Target:
        """Where a connection leads. Raises Unavailable. Takes the lock: the caller must not hold it."""
        with locked():
            return self._target(owner, role)

    def _target(self, owner: Owner, role: str) -> Target:
        found = model_of(owner)
        if found is None:
            raise Unavailable("it has been deleted")
        if owner.kind == "proxy":
            return self._behind(found, role)
        if getattr(found, "status", "") == "stopped":
            raise Unavailable("it is stopped")
        if getattr(found, "is_replica", False):
            return self._target(owner_of(source_of(found)), READER)
        return Target(
            self.server(owner),
            wanted(found),
            role == READER,
            bool(int(parameters(found).get("rds.force_ssl", "1" if _major(found) >= 15 else "0"))),
            bool(found.iam_database_authentication_enabled),
        )

    def _behind(self, proxy: Any, role: str) -> Target:
        for group in proxy.proxy_target_groups.values():
            for target in group.targets:
                found = proxy.backend.clusters.get(target.rds_resource_id) or proxy.backend.databases.get(
                    target.rds_resource_id
                )
                if found is None:
                    continue
                inner = self._target(owner_of(found), role)
                given = [auth for auth in proxy.auth or [] if auth.get("SecretArn")]
                return Target(
                    inner.server,
                    inner.wanted,
                    role == READER,
                    bool(proxy.require_tls),
                    True,
                    frozenset(filter(None, map(functools.partial(_user_of, proxy), given))) or None,
                    any(auth.get("IAMAuth") == "REQUIRED" for auth in given),
                )
        raise Unavailable("the proxy has no target")

    def description(self) -> dict[str, object]:
        """The `databases` part of /_plumbline/health. Needs no lock."""
        try:
            return {"postgresql": postgres().version}
        except Unavailable as why:
            return {"reason": f"{why}: {HINT}"}

    def sweep(self) -> None:
        """Closes and removes what belongs to nothing any more, or to another name than it did."""
        for key, entrance in list(self.entrances.items()):
            found = model_of(entrance.owner)
            if found is None or name_of(found) != entrance.name:
                self._close(key)
        for owner, server in list(self.servers.items()):
            if model_of(owner) is None:
                del self.servers[owner]
                threading.Thread(target=server.delete, daemon=True).start()

    def keep(self, snapshot: str, owner: Owner) -> None:
        """Takes a snapshot of a server, if anybody has used it."""
        known = self.servers.get(owner)
        if known is not None and known.made:
            self.snapshots[snapshot] = self.place("snapshot")
            known.back_up(self.snapshots[snapshot])

    def copy(self, snapshot: str, source: str) -> None:
        """Copies a snapshot."""
        from .backups import copy

        if (known := self.snapshots.get(source)) is not None:
            self.snapshots[snapshot] = self.place("snapshot")
            copy(known, self.snapshots[snapshot])

    def forget(self, snapshot: str) -> None:
        """Removes a snapshot."""
        if (known := self.snapshots.pop(snapshot, None)) is not None:
            shutil.rmtree(known, ignore_errors=True)

    def restore(self, owner: Owner, snapshot: str) -> None:
        """Lets a new server begin with a snapshot."""
        if (known := self.snapshots.get(snapshot)) is not None:
            self.server(owner).begin_from(known)

    def restore_as_of(self, owner: Owner, source: Owner, at: datetime | None) -> None:
        """Lets a new server begin with what another one held at a time; None for now."""
        known = self.servers.get(source)
        if known is None or not known.made:
            return
        if at is None:
            draft = self.place("snapshot")
            known.back_up(draft)
            self.server(owner).begin_from(draft)
            shutil.rmtree(draft, ignore_errors=True)
            return
        self.server(owner).begin_as_of(known, at)

    def complete_archive(self, source: Owner) -> None:
        """Makes a server ready to be restored as of any time until now. Raises Unavailable."""
        known, found = self.servers.get(source), model_of(source)
        if known is not None and known.made and found is not None:
            known.ensure(wanted(found))
            known.complete_archive()

    def _close(self, key: tuple[Owner, str]) -> None:
        del self.entrances[key]
        self.fronts.pop(key).close()


FLEET = Fleet()
"""Of this process."""


def owner_of(found: Any) -> Owner:
    """The owner that one of moto's models is; for an instance of a cluster, the cluster."""
    backend = found.backend
    place = (backend.account_id, backend.region_name)
    if hasattr(found, "db_proxy_name"):
        return Owner(*place, "proxy", found.unique_id)
    if cluster := getattr(found, "db_cluster_identifier", None):
        if hasattr(found, "db_cluster_resource_id"):
            return Owner(*place, "cluster", found.db_cluster_resource_id)
        if cluster in backend.clusters:
            return Owner(*place, "cluster", backend.clusters[cluster].db_cluster_resource_id)
    return Owner(*place, "db", found.dbi_resource_id)


def model_of(owner: Owner) -> Any:
    """moto's model of an owner; None if it is not there any more."""
    from moto.rds.models import rds_backends

    backend = rds_backends[owner.account][owner.region]
    found: list[Any]
    if owner.kind == "cluster":
        found = [c for c in backend.clusters.values() if c.db_cluster_resource_id == owner.id]
    elif owner.kind == "proxy":
        found = [p for p in backend.db_proxies.values() if p.unique_id == owner.id]
    else:
        found = [d for d in backend.databases.values() if d.dbi_resource_id == owner.id]
    return found[0] if found else None


def name_of(found: Any) -> str:
    """The name of an instance, a cluster or a proxy."""
    for attribute in ("db_proxy_name", "db_instance_identifier", "db_cluster_identifier"):
        if name := getattr(found, attribute, None):
            return str(name)
    raise ValueError(type(found).__name__)


def source_of(replica: Any) -> Any:
    """moto's model of the instance that a replica follows. Raises Unavailable."""
    try:
        return replica.backend.find_db_from_id(replica.source_db_instance_identifier)
    except ServiceException as error:
        raise Unavailable("its source has been deleted") from error


def is_postgres(found: Any) -> bool:
    """Whether a cluster or an instance is PostgreSQL."""
    return "postgres" in (found.engine or "")


def wanted(found: Any) -> Wanted:
    """What RDS says of a server."""
    password = getattr(found, "_master_user_password", None) or ""
    secret = getattr(found, "master_user_secret", None)
    if secret is not None:
        password = json.loads(current_secret(secret.secretsmanager, secret.secret_arn))["password"]
    name = getattr(found, "database_name", None) or getattr(found, "db_name", None) or ""
    applied = tuple(sorted(parameters(found).items()))
    return Wanted(found.master_username or "postgres", password, name, applied)


def current_secret(backend: Any, arn: str) -> str:
    """The current text of a secret."""
    versions = backend.secrets[arn].versions.values()
    (current,) = (one for one in versions if "AWSCURRENT" in one["version_stages"])
    text: str = current["secret_string"]
    return text


def parameters(found: Any) -> dict[str, str]:
    """The parameters that the groups of a server set."""
    backend = found.backend
    if hasattr(found, "db_cluster_resource_id"):
        groups = [backend.db_cluster_parameter_groups.get(found.parameter_group or "")]
    else:
        groups = [backend.db_parameter_groups.get(found.db_parameter_group_name or "")]
    applied: dict[str, str] = {}
    for group in filter(None, groups):
        for name, parameter in group.parameters.items():
            if (value := parameter.get("ParameterValue")) is not None:
                applied[name] = str(value)
    return applied


def _major(found: Any) -> int:
    text = str(found.engine_version or "").split(".")[0]
    return int(text) if text.isdigit() else 0


def _user_of(proxy: Any, auth: dict[str, Any]) -> str | None:
    backend = proxy.backend.secretsmanager
    if auth["SecretArn"] not in backend.secrets:
        return None
    user: str | None = json.loads(current_secret(backend, auth["SecretArn"])).get("username")
    return user
