"""Checks of the corrections in emulator/services for elasticache."""

from .support import TAGS, aws, check, network


@check("elasticache")
def parameter_groups_are_kept() -> None:
    client = aws("elasticache")
    arn = client.create_cache_parameter_group(
        CacheParameterGroupName="pg", CacheParameterGroupFamily="redis7", Description="d", Tags=TAGS
    )["CacheParameterGroup"]["ARN"]
    change = [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]
    client.modify_cache_parameter_group(CacheParameterGroupName="pg", ParameterNameValues=change)
    found = client.describe_cache_parameters(CacheParameterGroupName="pg")["Parameters"][0]
    assert (found["ParameterValue"], found["Source"]) == ("allkeys-lru", "user")
    assert client.list_tags_for_resource(ResourceName=arn)["TagList"] == TAGS
    client.reset_cache_parameter_group(CacheParameterGroupName="pg", ParameterNameValues=change)
    assert client.describe_cache_parameters(CacheParameterGroupName="pg")["Parameters"] == []
    client.delete_cache_parameter_group(CacheParameterGroupName="pg")
    assert client.describe_cache_parameter_groups()["CacheParameterGroups"] == []


@check("elasticache")
def user_groups_are_kept() -> None:
    client = aws("elasticache")
    client.create_user_group(UserGroupId="ug", Engine="redis", UserIds=["default"])
    client.modify_user_group(UserGroupId="ug", UserIdsToAdd=["app"])
    assert client.describe_user_groups(UserGroupId="ug")["UserGroups"][0]["UserIds"] == ["default", "app"]
    client.delete_user_group(UserGroupId="ug")


@check("elasticache")
def subnet_groups_can_be_deleted() -> None:
    client = aws("elasticache")
    client.create_cache_subnet_group(
        CacheSubnetGroupName="sg", CacheSubnetGroupDescription="d", SubnetIds=network()["subnets"]
    )
    client.delete_cache_subnet_group(CacheSubnetGroupName="sg")
    assert client.describe_cache_subnet_groups()["CacheSubnetGroups"] == []


@check("elasticache")
def subnet_groups_can_be_changed() -> None:
    client, (one, two) = aws("elasticache"), network()["subnets"]
    client.create_cache_subnet_group(
        CacheSubnetGroupName="grows", CacheSubnetGroupDescription="d", SubnetIds=[one], Tags=TAGS
    )
    client.modify_cache_subnet_group(CacheSubnetGroupName="grows", SubnetIds=[one, two])
    group = client.describe_cache_subnet_groups(CacheSubnetGroupName="grows")["CacheSubnetGroups"][0]
    assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == [one, two]
    assert group["CacheSubnetGroupDescription"] == "d"
    assert client.list_tags_for_resource(ResourceName=group["ARN"])["TagList"] == TAGS
    client.delete_cache_subnet_group(CacheSubnetGroupName="grows")


@check("elasticache")
def replication_groups_have_nodes_and_can_be_deleted() -> None:
    client = aws("elasticache")
    client.create_replication_group(
        ReplicationGroupId="rg",
        ReplicationGroupDescription="d",
        Engine="redis",
        CacheNodeType="cache.t4g.micro",
        NumCacheClusters=2,
        TransitEncryptionEnabled=True,
        TransitEncryptionMode="required",
    )
    group = client.describe_replication_groups(ReplicationGroupId="rg")["ReplicationGroups"][0]
    assert group["MemberClusters"] == ["rg-001", "rg-002"]
    node = client.describe_cache_clusters(CacheClusterId="rg-002")["CacheClusters"][0]
    assert (node["ReplicationGroupId"], node["TransitEncryptionMode"]) == ("rg", "required")
    assert "ReaderEndpoint" in group["NodeGroups"][0]
    roles = [one["CurrentRole"] for one in group["NodeGroups"][0]["NodeGroupMembers"]]
    assert roles == ["primary", "replica"]
    client.increase_replica_count(ReplicationGroupId="rg", NewReplicaCount=2, ApplyImmediately=True)
    client.decrease_replica_count(ReplicationGroupId="rg", NewReplicaCount=0, ApplyImmediately=True)
    group = client.describe_replication_groups(ReplicationGroupId="rg")["ReplicationGroups"][0]
    assert group["MemberClusters"] == ["rg-001"]
    client.delete_replication_group(ReplicationGroupId="rg")
    assert client.describe_replication_groups()["ReplicationGroups"] == []
