"""ElastiCache: names, failover, tokens, windows, users of groups."""

import re

from emulator.registry import Call, Service
from emulator.state import Refused

from . import windows

elasticache = Service("elasticache")
_API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference"
_GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg"
_IDENTIFIER = re.compile(r"[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,39}(?<!-)")
_INVALID, _COMBINATION = "InvalidParameterValue", "InvalidParameterCombination"


@elasticache.refuse("CreateReplicationGroup", source=f"{_API}/API_CreateReplicationGroup.html")
def identifiers(call: Call) -> None:
    """A name longer than 40 characters, that begins with no letter, has two hyphens, or one at its end."""
    name = call["ReplicationGroupId"]
    if not _IDENTIFIER.fullmatch(name):
        message = (
            "The parameter ReplicationGroupIdentifier is not a valid identifier. Identifiers must begin with "
            "a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen "
            "or"
            f" contain two consecutive hyphens: {name}"
        )
        raise Refused(_INVALID, message)


@elasticache.refuse("CreateReplicationGroup", source=f"{_API}/API_CreateReplicationGroup.html")
def failover(call: Call) -> None:
    """Failover of a single node, or several zones without failover."""
    nodes = call.get("NumCacheClusters") or 1
    replicas = call.get("ReplicasPerNodeGroup")
    sharded = call.get("NumNodeGroups") is not None or call.get("NodeGroupConfiguration")
    alone = (replicas == 0) if sharded else nodes < 2 and not replicas
    if call.get("AutomaticFailoverEnabled") and alone and not sharded:
        raise Refused(_COMBINATION, "Automatic failover is not supported for one node.")
    if call.get("MultiAZEnabled") and (alone or not call.get("AutomaticFailoverEnabled")):
        raise Refused(_COMBINATION, "Must have at least one replica and automatic failover for Multi-AZ.")


@elasticache.refuse("CreateReplicationGroup", "ModifyReplicationGroup", source=f"{_GUIDE}/auth.html")
def tokens(call: Call) -> None:
    """A token without encryption in transit, of the wrong length (16 to 128), or with / " or @."""
    token = call.get("AuthToken")
    if token is None:
        return
    if call.operation == "CreateReplicationGroup" and not call.get("TransitEncryptionEnabled"):
        message = "Auth tokens can only be used with in-transit encryption, TransitEncryptionEnabled"
        raise Refused(_COMBINATION, message)
    if not 16 <= len(token) <= 128 or not re.fullmatch(r"[!-~]+", token) or re.search(r"""[/"@]""", token):
        message = "Invalid AuthToken provided: 16 to 128 printable characters without '/', '\"', '@'."
        raise Refused(_INVALID, message)


@elasticache.refuse("CreateReplicationGroup", source=f"{_GUIDE}/backups-automatic.html")
def snapshot_windows(call: Call) -> None:
    """A snapshot window that overlaps the maintenance window, or is shorter than an hour."""
    windows.check(call.get("SnapshotWindow"), call.get("PreferredMaintenanceWindow"), 60, "snapshot")


@elasticache.refuse("CreateUserGroup", source=f"{_GUIDE}/Clusters.RBAC.html")
def default_users(call: Call) -> None:
    """A user group for Redis OSS without a user whose name is default."""
    if call["Engine"].lower() != "redis":
        return
    users = call.backend().users
    names = {users[one].name for one in call.get("UserIds") or [] if one in users}
    if "default" not in names:
        message = "A user group needs to contain a user with the user name default."
        raise Refused("DefaultUserRequired", message)
