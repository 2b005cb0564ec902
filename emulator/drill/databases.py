"""Exercises of databases, caches, tables and backups."""

from emulator.clients import Aws

from .exercise import Exercises, Resource

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag


def backup_rule(aws: Aws, r: Resource) -> None:
    vault = r["rules"][0]["targetVaultName"]
    rule = {"RuleName": "drill", "TargetBackupVaultName": vault, "Lifecycle": {"DeleteAfterDays": 1}}
    aws("backup").update_backup_plan(
        BackupPlanId=r.id, BackupPlan={"BackupPlanName": r["name"], "Rules": [rule]}
    )


def parameters(name: str, value: str) -> dict[str, object]:
    return {"ParameterNameValues": [{"ParameterName": name, "ParameterValue": value}]}


change(
    "aws:rds/cluster:Cluster",
    "backups kept for a day",
    lambda aws, r: aws("rds").modify_db_cluster(DBClusterIdentifier=r.id, BackupRetentionPeriod=1),
)
change(
    "aws:rds/clusterInstance:ClusterInstance",
    "public",
    lambda aws, r: aws("rds").modify_db_instance(
        DBInstanceIdentifier=r["identifier"], PubliclyAccessible=True
    ),
)
change(
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "connections without TLS",
    lambda aws, r: aws("rds").modify_db_cluster_parameter_group(
        DBClusterParameterGroupName=r["name"],
        Parameters=[{"ParameterName": "rds.force_ssl", "ParameterValue": "0", "ApplyMethod": "immediate"}],
    ),
)
change(
    "aws:rds/subnetGroup:SubnetGroup",
    "another description",
    lambda aws, r: aws("rds").modify_db_subnet_group(
        DBSubnetGroupName=r["name"], DBSubnetGroupDescription="drill", SubnetIds=r["subnetIds"]
    ),
)
change(
    "aws:rds/proxy:Proxy",
    "connections without TLS",
    lambda aws, r: aws("rds").modify_db_proxy(DBProxyName=r["name"], RequireTLS=False),
)
change(
    "aws:rds/proxyEndpoint:ProxyEndpoint",
    "another security group",
    lambda aws, r: aws("rds").modify_db_proxy_endpoint(
        DBProxyEndpointName=r["dbProxyEndpointName"],
        VpcSecurityGroupIds=[aws("ec2").describe_security_groups()["SecurityGroups"][0]["GroupId"]],
    ),
)
change(
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    "connections",
    lambda aws, r: aws("rds").modify_db_proxy_target_group(
        DBProxyName=r["dbProxyName"],
        TargetGroupName=r["name"],
        ConnectionPoolConfig={"MaxConnectionsPercent": 7},
    ),
)
change(
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "no snapshots",
    lambda aws, r: aws("elasticache").modify_replication_group(
        ReplicationGroupId=r.id, SnapshotRetentionLimit=0, ApplyImmediately=True
    ),
)
change(
    "aws:elasticache/parameterGroup:ParameterGroup",
    "eviction",
    lambda aws, r: aws("elasticache").modify_cache_parameter_group(
        CacheParameterGroupName=r["name"], **parameters("maxmemory-policy", "noeviction")
    ),
)
change(
    "aws:elasticache/subnetGroup:SubnetGroup",
    "tagged",
    lambda aws, r: aws("elasticache").add_tags_to_resource(
        ResourceName=r["arn"], Tags=[{"Key": "Owner", "Value": "drill"}]
    ),
)
change(
    "aws:dynamodb/table:Table",
    "items no longer expire",
    lambda aws, r: aws("dynamodb").update_time_to_live(
        TableName=r["name"], TimeToLiveSpecification={"Enabled": False, "AttributeName": "expires"}
    ),
)
untag(
    "aws:dynamodb/table:Table",
    lambda aws, r, key: aws("dynamodb").untag_resource(ResourceArn=r["arn"], TagKeys=[key]),
)
change("aws:backup/plan:Plan", "kept for a day", backup_rule)
change(
    "aws:backup/vault:Vault",
    "tagged",
    lambda aws, r: aws("backup").tag_resource(ResourceArn=r["arn"], Tags={"Owner": "drill"}),
)
delete(
    "aws:rds/proxyTarget:ProxyTarget",
    lambda aws, r: aws("rds").deregister_db_proxy_targets(
        DBProxyName=r["dbProxyName"],
        TargetGroupName="default",
        DBClusterIdentifiers=[r["dbClusterIdentifier"]],
    ),
)
delete(
    "aws:rds/proxyEndpoint:ProxyEndpoint",
    lambda aws, r: aws("rds").delete_db_proxy_endpoint(DBProxyEndpointName=r["dbProxyEndpointName"]),
)
delete("aws:rds/proxy:Proxy", lambda aws, r: aws("rds").delete_db_proxy(DBProxyName=r["name"]))
delete(
    "aws:rds/clusterInstance:ClusterInstance",
    lambda aws, r: aws("rds").delete_db_instance(
        DBInstanceIdentifier=r["identifier"], SkipFinalSnapshot=True
    ),
)
delete(
    "aws:elasticache/replicationGroup:ReplicationGroup",
    lambda aws, r: aws("elasticache").delete_replication_group(ReplicationGroupId=r.id),
)
delete(
    "aws:elasticache/parameterGroup:ParameterGroup",
    lambda aws, r: aws("elasticache").delete_cache_parameter_group(CacheParameterGroupName=r["name"]),
)
delete(
    "aws:elasticache/subnetGroup:SubnetGroup",
    lambda aws, r: aws("elasticache").delete_cache_subnet_group(CacheSubnetGroupName=r["name"]),
)
delete(
    "aws:dynamodb/table:Table",
    lambda aws, r: (
        aws("dynamodb").update_table(TableName=r["name"], DeletionProtectionEnabled=False),
        aws("dynamodb").delete_table(TableName=r["name"]),
    ),
)
delete(
    "aws:backup/selection:Selection",
    lambda aws, r: aws("backup").delete_backup_selection(BackupPlanId=r["planId"], SelectionId=r.id),
)
delete("aws:backup/plan:Plan", lambda aws, r: aws("backup").delete_backup_plan(BackupPlanId=r.id))
delete("aws:backup/vault:Vault", lambda aws, r: aws("backup").delete_backup_vault(BackupVaultName=r["name"]))
