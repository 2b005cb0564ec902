"""ElastiCache: the servers behind replication groups (see emulator/databases/caches.py)."""

from functools import partial
from typing import Any

from emulator.databases.caches import CACHES, Place, Settings
from emulator.lock import locked
from emulator.registry import Call, Params, walk
from emulator.state import NOTES, RECORDS
from emulator.state import Place as Kept

from .elasticache import elasticache

_USUAL_POLICY = "volatile-lru"
_USUAL_PORT = 6379


@elasticache.after("CreateReplicationGroup", "ModifyReplicationGroup")
def keep_tokens(call: Call, _answer: Params) -> None:
    """Tokens of a cache are dropped."""
    place = Place(call.account, call.region, call["ReplicationGroupId"].lower())
    before = CACHES.tokens.get(place, [])
    strategy = call.get("AuthTokenUpdateStrategy", "ROTATE")
    if call.operation == "CreateReplicationGroup":
        before = []
    if strategy == "DELETE":
        CACHES.tokens[place] = []
    elif token := call.get("AuthToken"):
        # A rotated one works beside the former until the next change.
        CACHES.tokens[place] = [token] if strategy == "SET" else [token, *before[:1]]


@elasticache.after("CreateReplicationGroup", "DescribeReplicationGroups", "ModifyReplicationGroup")
def lead_to_caches(call: Call, answer: Params) -> None:
    """The endpoints of a cache lead nowhere."""
    for group in [*walk(answer, "ReplicationGroups"), *walk(answer, "ReplicationGroup")]:
        found = call.backend().replication_groups.get(group.get("ReplicationGroupId"))
        if found is None or found.cluster_mode == "enabled":
            continue
        name = found.replication_group_id.lower()
        place = Place(call.account, call.region, name)
        for part in walk(group, "NodeGroups"):
            for key in ("PrimaryEndpoint", "ReaderEndpoint"):
                if endpoint := part.get(key):
                    endpoint["Address"] = address(place, key, found) or endpoint["Address"]
            for member in walk(part, "NodeGroupMembers"):
                role = "ReaderEndpoint" if member.get("CurrentRole") == "replica" else "PrimaryEndpoint"
                if endpoint := member.get("ReadEndpoint"):
                    endpoint["Address"] = address(place, role, found) or endpoint["Address"]


@elasticache.after("DeleteReplicationGroup")
def end_caches(call: Call, _answer: Params) -> None:
    """The server of a deleted cache goes on."""
    CACHES.forget(Place(call.account, call.region, call["ReplicationGroupId"].lower()))


def address(place: Place, role: str, found: Any) -> str | None:
    """The address of a cache for writing, or for reading."""
    port = int(found.port or _USUAL_PORT)
    tls = bool(found.transit_encryption_enabled)
    return CACHES.address(place, role, port, tls=tls, says=partial(settings_of, place))


def settings_of(place: Place) -> Settings:
    """What ElastiCache says of a cache. Takes the lock."""
    with locked():
        kept = NOTES[Kept(place.account, place.region, "elasticache", "replication group")]
        groups = RECORDS[Kept(place.account, place.region, "elasticache", "parameter group")]
        group = groups.get(kept.get(place.name, {}).get("CacheParameterGroupName"))
        policy = (group or {"parameters": {}})["parameters"].get("maxmemory-policy", _USUAL_POLICY)
        return Settings(tuple(CACHES.tokens.get(place, ())), policy)
