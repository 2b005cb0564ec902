"""ElastiCache: parameter groups, user groups, subnet groups and the nodes of replication groups."""

from typing import Any

from emulator.registry import Call, Params, Service, tag_list, walk
from emulator.state import TAGS, Missing

elasticache = Service("elasticache")


# Parameter groups


@elasticache.operation("CreateCacheParameterGroup")
def create_parameter_group(call: Call) -> Params:
    """Parameter groups are not implemented."""
    name = call["CacheParameterGroupName"]
    group = {
        **call.pick("CacheParameterGroupName", "CacheParameterGroupFamily", "Description"),
        "ARN": call.arn(f"parametergroup:{name}"),
        "parameters": {},
    }
    call.records("parameter group")[name] = group
    call.tag(group["ARN"], call.get("Tags"))
    return {"CacheParameterGroup": group}


def parameter_group(call: Call) -> Any:
    """The group that a call names."""
    return call.records("parameter group").find(
        call["CacheParameterGroupName"], "CacheParameterGroupNotFound"
    )


@elasticache.operation("DescribeCacheParameterGroups")
def describe_parameter_groups(call: Call) -> Params:
    """Parameter groups are not implemented."""
    if call.get("CacheParameterGroupName"):
        return {"CacheParameterGroups": [parameter_group(call)]}
    return {"CacheParameterGroups": list(call.records("parameter group").values())}


@elasticache.operation("ModifyCacheParameterGroup", "ResetCacheParameterGroup")
def change_parameters(call: Call) -> Params:
    """Parameter groups are not implemented."""
    parameters = parameter_group(call)["parameters"]
    if call.get("ResetAllParameters"):
        parameters.clear()
    for change in call.get("ParameterNameValues", []):
        if call.operation == "ModifyCacheParameterGroup":
            parameters[change["ParameterName"]] = change["ParameterValue"]
        else:
            parameters.pop(change["ParameterName"], None)
    return call.pick("CacheParameterGroupName")


@elasticache.operation("DescribeCacheParameters")
def describe_parameters(call: Call) -> Params:
    """Parameter groups are not implemented."""
    parameters = parameter_group(call)["parameters"].items()
    return {
        "Parameters": [{"ParameterName": k, "ParameterValue": v, "Source": "user"} for k, v in parameters]
    }


@elasticache.operation("DeleteCacheParameterGroup")
def delete_parameter_group(call: Call) -> Params:
    """Parameter groups are not implemented."""
    parameter_group(call)
    del call.records("parameter group")[call["CacheParameterGroupName"]]
    return {}


# User groups


@elasticache.operation("CreateUserGroup")
def create_user_group(call: Call) -> Params:
    """User groups are not implemented."""
    name = call["UserGroupId"]
    group = {
        **call.pick("UserGroupId", "Engine", "UserIds"),
        "Status": "active",
        "ARN": call.arn(f"usergroup:{name}"),
    }
    call.records("user group")[name] = group
    call.tag(group["ARN"], call.get("Tags"))
    return group


@elasticache.operation("DescribeUserGroups")
def describe_user_groups(call: Call) -> Params:
    """User groups are not implemented."""
    groups = call.records("user group")
    if name := call.get("UserGroupId"):
        return {"UserGroups": [groups.find(name, "UserGroupNotFound")]}
    return {"UserGroups": list(groups.values())}


@elasticache.operation("ModifyUserGroup")
def modify_user_group(call: Call) -> Params:
    """User groups are not implemented."""
    group = call.records("user group").find(call["UserGroupId"], "UserGroupNotFound")
    kept = [user for user in group["UserIds"] if user not in call.get("UserIdsToRemove", [])]
    group["UserIds"] = kept + call.get("UserIdsToAdd", [])
    return group


@elasticache.operation("DeleteUserGroup")
def delete_user_group(call: Call) -> Params:
    """User groups are not implemented."""
    group = call.records("user group").find(call["UserGroupId"], "UserGroupNotFound")
    del call.records("user group")[call["UserGroupId"]]
    return {**group, "Status": "deleting"}


@elasticache.before("ListTagsForResource", "AddTagsToResource", "RemoveTagsFromResource")
def tag_groups(call: Call) -> Params | None:
    """Parameter groups and user groups have no tags."""
    arn = call["ResourceName"]
    if ":parametergroup:" not in arn and ":usergroup:" not in arn:
        return None
    call.tag(arn, call.get("Tags"))
    for key in call.get("TagKeys") or []:
        TAGS[arn].pop(key, None)
    return {"TagList": tag_list(arn)}


@elasticache.operation("DeleteCacheSubnetGroup")
def delete_subnet_group(call: Call) -> Params:
    """Subnet groups can't be deleted."""
    if call.backend().cache_subnet_groups.pop(call["CacheSubnetGroupName"], None) is None:
        raise Missing("CacheSubnetGroupNotFoundFault")
    return {}


@elasticache.operation("ModifyCacheSubnetGroup")
def modify_subnet_group(call: Call) -> Params:
    """Subnet groups can't be changed."""
    backend, name = call.backend(), call["CacheSubnetGroupName"]
    if (old := backend.cache_subnet_groups.pop(name, None)) is None:
        raise Missing("CacheSubnetGroupNotFoundFault")
    description = call.get("CacheSubnetGroupDescription", old.cache_subnet_group_description)
    group = backend.create_cache_subnet_group(
        name, description, call.get("SubnetIds", old.subnet_ids), old.tags
    )
    found = {"CacheSubnetGroupName": name, "CacheSubnetGroupDescription": description, "ARN": group.arn}
    return {"CacheSubnetGroup": found}


# Replication groups


@elasticache.after("CreateReplicationGroup", "ModifyReplicationGroup")
def remember_replication_group(call: Call, _answer: Params) -> None:
    """The nodes of a replication group do not show its settings (written here, answered below)."""
    notes, name = call.notes("replication group"), call["ReplicationGroupId"].lower()
    if call.operation == "CreateReplicationGroup":
        notes[name] = {}
    notes.setdefault(name, {}).update(call.params)


@elasticache.after("DeleteReplicationGroup")
def delete_at_once(call: Call, _answer: Params) -> None:
    """A replication group never finishes being deleted."""
    call.notes("replication group").pop(call["ReplicationGroupId"].lower(), None)
    call.backend().replication_groups.pop(call["ReplicationGroupId"], None)


def members(name: str, settings: Params) -> list[str] | None:
    """The nodes' names. Without cluster mode there are NumCacheClusters of them; moto makes one."""
    count = settings.get("NumCacheClusters")
    return [f"{name}-{number:03d}" for number in range(1, count + 1)] if count else None


@elasticache.after("DescribeReplicationGroups")
def name_members(call: Call, answer: Params) -> None:
    """A replication group has one node, whatever was asked for, and no endpoint for its readers."""
    for group in walk(answer, "ReplicationGroups"):
        name = group["ReplicationGroupId"]
        settings = call.notes("replication group").get(name.lower(), {})
        if nodes := members(name, settings):
            group["MemberClusters"] = nodes
            group.update({key: settings[key] for key in ("SnapshotWindow",) if key in settings})
        for part in walk(group, "NodeGroups"):
            if primary := part.get("PrimaryEndpoint"):
                reader = primary["Address"].replace("master.", "replica.", 1)
                part["ReaderEndpoint"] = {**primary, "Address": reader}
            if nodes and (known := part.get("NodeGroupMembers")):
                part["NodeGroupMembers"] = [member(known[0], one, one == nodes[0]) for one in nodes]


def member(like: Params, name: str, primary: bool) -> Params:
    """One node as its group lists it."""
    role = "primary" if primary else "replica"
    endpoint = {
        **like["ReadEndpoint"],
        "Address": like["ReadEndpoint"]["Address"].replace(like["CacheClusterId"], name, 1),
    }
    return {**like, "CacheClusterId": name, "CurrentRole": role, "ReadEndpoint": endpoint}


@elasticache.operation("IncreaseReplicaCount", "DecreaseReplicaCount")
def change_replica_count(call: Call) -> Params:
    """The number of replicas can't be changed."""
    name = call["ReplicationGroupId"]
    call.notes("replication group")[name.lower()]["NumCacheClusters"] = call["NewReplicaCount"] + 1
    return {"ReplicationGroup": {"ReplicationGroupId": name, "Status": "available"}}


@elasticache.operation("DescribeCacheClusters")
def describe_clusters(call: Call) -> Params:
    """The nodes of replication groups are missing."""
    backend = call.backend()
    clusters = [single_cluster(cluster) for cluster in backend.cache_clusters.values()]
    for group in backend.replication_groups.values():
        settings = call.notes("replication group").get(group.replication_group_id.lower(), {})
        names = members(group.replication_group_id, settings) or group.member_clusters
        clusters += [node(call, name, group, settings) for name in names]
    if wanted := call.get("CacheClusterId"):
        clusters = [cluster for cluster in clusters if cluster["CacheClusterId"] == wanted]
        if not clusters:
            raise Missing("CacheClusterNotFound", f"Cache cluster {wanted} not found.")
    return {"CacheClusters": clusters}


def single_cluster(cluster: Any) -> Params:
    """A cluster that belongs to no replication group."""
    described = {
        "CacheClusterId": cluster.cache_cluster_id,
        "CacheClusterStatus": "available",
        "Engine": cluster.engine,
        "EngineVersion": cluster.engine_version,
        "CacheNodeType": cluster.cache_node_type,
        "ARN": cluster.arn,
    }
    return {name: value for name, value in described.items() if value}


def node(call: Call, name: str, group: Any, settings: Params) -> Params:
    """One node of a replication group, with the group's settings and AWS's defaults."""
    version = settings.get("EngineVersion") or "7.1"
    parameters = settings.get("CacheParameterGroupName") or f"default.{group.engine}7"
    return {
        "CacheClusterId": name,
        "ReplicationGroupId": group.replication_group_id,
        "CacheClusterStatus": "available",
        "CacheNodeType": group.cache_node_type,
        "Engine": group.engine,
        "EngineVersion": version if version.count(".") > 1 else f"{version}.0",
        "NumCacheNodes": 1,
        "PreferredAvailabilityZone": f"{call.region}a",
        "CacheParameterGroup": {"CacheParameterGroupName": parameters, "ParameterApplyStatus": "in-sync"},
        "CacheSubnetGroupName": settings.get("CacheSubnetGroupName") or "default",
        "SecurityGroups": [
            {"SecurityGroupId": one, "Status": "active"} for one in settings.get("SecurityGroupIds", [])
        ],
        "AutoMinorVersionUpgrade": settings.get("AutoMinorVersionUpgrade", True),
        "PreferredMaintenanceWindow": settings.get("PreferredMaintenanceWindow") or "sun:05:00-sun:06:00",
        "SnapshotRetentionLimit": settings.get("SnapshotRetentionLimit", 0),
        "SnapshotWindow": settings.get("SnapshotWindow") or "03:00-04:00",
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "NetworkType": "ipv4",
        "IpDiscovery": "ipv4",
        "ARN": call.arn(f"cluster:{name}"),
        **{key: settings[key] for key in ("TransitEncryptionMode",) if key in settings},
    }
