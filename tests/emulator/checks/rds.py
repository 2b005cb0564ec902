"""Checks of the corrections in emulator/services for rds."""

import json
import socket
import struct
from typing import Any

from .support import ROLE, TAGS, aws, check, network


def database(name: str, **settings: Any) -> Any:
    defaults = {"Engine": "postgres", "DBInstanceClass": "db.t4g.micro", "AllocatedStorage": 20}
    login = {"MasterUsername": "app", "MasterUserPassword": "correct-horse"}
    aws("rds").create_db_instance(DBInstanceIdentifier=name, **(defaults | login | settings))
    return aws("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


@check("rds")
def instances_keep_their_settings() -> None:
    found = database("insights", EnablePerformanceInsights=True, MaxAllocatedStorage=100)
    assert (found["PerformanceInsightsEnabled"], found["MaxAllocatedStorage"]) == (True, 100)


@check("rds")
def instances_move_to_another_port() -> None:
    database("moved", Port=5432)
    client = aws("rds")
    client.modify_db_instance(DBInstanceIdentifier="moved", DBPortNumber=5433)
    found = client.describe_db_instances(DBInstanceIdentifier="moved")["DBInstances"][0]
    assert found["Endpoint"]["Port"] == 5433


@check("rds")
def instances_have_ids_of_their_own() -> None:
    assert database("first")["DbiResourceId"] != database("second")["DbiResourceId"]


@check("rds")
def provisioned_clusters_have_no_serverless_scaling() -> None:
    client = aws("rds")
    client.create_db_cluster(
        DBClusterIdentifier="aurora",
        Engine="aurora-postgresql",
        MasterUsername="app",
        MasterUserPassword="correct-horse",
    )
    found = client.describe_db_clusters(DBClusterIdentifier="aurora")["DBClusters"][0]
    assert "ScalingConfigurationInfo" not in found


@check("rds")
def parameters_have_a_source() -> None:
    client = aws("rds")
    client.create_db_parameter_group(
        DBParameterGroupName="pg", DBParameterGroupFamily="postgres16", Description="d"
    )
    change = {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "immediate"}
    client.modify_db_parameter_group(DBParameterGroupName="pg", Parameters=[change])
    assert client.describe_db_parameters(DBParameterGroupName="pg")["Parameters"][0]["Source"] == "user"


@check("rds")
def engine_versions_can_be_looked_up() -> None:
    found = aws("rds").describe_db_engine_versions(Engine="postgres", EngineVersion="16.4")[
        "DBEngineVersions"
    ]
    assert found[0]["DBParameterGroupFamily"] == "postgres16"


@check("rds")
def data_api_can_be_switched() -> None:
    client = aws("rds")
    arn = client.create_db_cluster(
        DBClusterIdentifier="sql-over-https",
        Engine="aurora-postgresql",
        MasterUsername="app",
        MasterUserPassword="correct-horse",
        EnableHttpEndpoint=True,
    )["DBCluster"]["DBClusterArn"]

    def enabled() -> bool:
        found = client.describe_db_clusters(DBClusterIdentifier="sql-over-https")["DBClusters"][0]
        return bool(found["HttpEndpointEnabled"])

    assert enabled()
    client.disable_http_endpoint(ResourceArn=arn)
    assert not enabled()
    client.enable_http_endpoint(ResourceArn=arn)
    assert enabled()


@check("rds")
def clusters_are_restored_with_a_password_of_their_own() -> None:
    client = aws("rds")
    client.create_db_cluster(
        DBClusterIdentifier="kept",
        Engine="aurora-postgresql",
        MasterUsername="app",
        ManageMasterUserPassword=True,
    )
    client.create_db_cluster_snapshot(DBClusterIdentifier="kept", DBClusterSnapshotIdentifier="before")
    client.restore_db_cluster_from_snapshot(
        DBClusterIdentifier="copied", SnapshotIdentifier="before", Engine="aurora-postgresql"
    )
    kept, copied = (
        client.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0] for name in ("kept", "copied")
    )
    assert copied["MasterUsername"] == "app"
    assert copied["MasterUserSecret"]["SecretArn"] != kept["MasterUserSecret"]["SecretArn"]


def proxy(name: str) -> None:
    aws("rds").create_db_proxy(
        DBProxyName=name,
        EngineFamily="POSTGRESQL",
        DefaultAuthScheme="IAM_AUTH",
        Auth=[],
        RoleArn=ROLE,
        VpcSubnetIds=network()["subnets"],
    )


@check("rds")
def proxies_can_be_changed() -> None:
    client = aws("rds")
    proxy("pool")
    found = client.describe_db_proxies(DBProxyName="pool")["DBProxies"][0]
    assert found["DefaultAuthScheme"] == "IAM_AUTH"
    client.modify_db_proxy(DBProxyName="pool", RequireTLS=True, DefaultAuthScheme="NONE")
    found = client.describe_db_proxies(DBProxyName="pool")["DBProxies"][0]
    assert (found["DefaultAuthScheme"], found["RequireTLS"]) == ("NONE", True)


@check("rds")
def proxies_have_endpoints() -> None:
    client = aws("rds")
    proxy("shared")
    arn = client.create_db_proxy_endpoint(
        DBProxyName="shared",
        DBProxyEndpointName="readers",
        VpcSubnetIds=network()["subnets"],
        TargetRole="READ_ONLY",
        Tags=TAGS,
    )["DBProxyEndpoint"]["DBProxyEndpointArn"]
    client.modify_db_proxy_endpoint(DBProxyEndpointName="readers", VpcSecurityGroupIds=["sg-1"])
    found = client.describe_db_proxy_endpoints(DBProxyEndpointName="readers")["DBProxyEndpoints"][0]
    assert (found["TargetRole"], found["VpcSecurityGroupIds"]) == ("READ_ONLY", ["sg-1"])
    assert client.list_tags_for_resource(ResourceName=arn)["TagList"] == TAGS
    client.delete_db_proxy_endpoint(DBProxyEndpointName="readers")
    assert client.describe_db_proxy_endpoints()["DBProxyEndpoints"] == []


@check("rds")
def instances_follow_a_renamed_cluster() -> None:
    client = aws("rds")
    client.create_db_cluster(
        DBClusterIdentifier="before",
        Engine="aurora-postgresql",
        MasterUsername="app",
        MasterUserPassword="correct-horse",
    )
    member = {"DBClusterIdentifier": "before", "DBInstanceClass": "db.serverless"}
    client.create_db_instance(DBInstanceIdentifier="member", Engine="aurora-postgresql", **member)
    client.modify_db_cluster(
        DBClusterIdentifier="before", NewDBClusterIdentifier="after", ApplyImmediately=True
    )
    found = client.describe_db_instances(DBInstanceIdentifier="member")["DBInstances"][0]
    assert found["DBClusterIdentifier"] == "after"


@check("rds")
def subnet_groups_stay_when_changed() -> None:
    client, (one, two) = aws("rds"), network()["subnets"]
    group = {"DBSubnetGroupName": "grows", "DBSubnetGroupDescription": "d"}
    client.create_db_subnet_group(**group, SubnetIds=[one, two])
    ec2 = aws("ec2")
    three = ec2.create_subnet(
        VpcId=network()["vpc"], CidrBlock="10.0.77.0/24", AvailabilityZone="us-east-1c"
    )["Subnet"]["SubnetId"]
    client.modify_db_subnet_group(**group, SubnetIds=[two, three])
    (found,) = client.describe_db_subnet_groups(DBSubnetGroupName="grows")["DBSubnetGroups"]
    assert {subnet["SubnetIdentifier"] for subnet in found["Subnets"]} == {two, three}
    client.delete_db_subnet_group(DBSubnetGroupName="grows")
    ec2.delete_subnet(SubnetId=three)


@check("rds")
def targets_of_no_proxy_are_an_error_of_the_service() -> None:
    client = aws("rds")
    for describe in (client.describe_db_proxy_targets, client.describe_db_proxy_target_groups):
        try:
            describe(DBProxyName="nobody")
        except client.exceptions.DBProxyNotFoundFault:
            continue
        raise AssertionError("there is no such proxy, and it was described")


@check("rds")
def endpoints_lead_to_servers() -> None:
    endpoint = database("reachable")["Endpoint"]
    with socket.create_connection((endpoint["Address"], endpoint["Port"]), timeout=10) as client:
        client.sendall(struct.pack("!II", 8, 80877103))  # may I use TLS?
        assert client.recv(1) == b"S"


@check("rds")
def instances_share_the_port_of_their_cluster() -> None:
    client = aws("rds")
    client.create_db_cluster(
        DBClusterIdentifier="elsewhere",
        Engine="aurora-postgresql",
        MasterUsername="app",
        MasterUserPassword="correct-horse",
        Port=5444,
    )
    settings = {"DBClusterIdentifier": "elsewhere", "Engine": "aurora-postgresql"}
    client.create_db_instance(DBInstanceIdentifier="port-member", DBInstanceClass="db.t4g.medium", **settings)
    found = client.describe_db_instances(DBInstanceIdentifier="port-member")["DBInstances"][0]
    assert found["Endpoint"]["Port"] == 5444


@check("rds")
def managed_passwords_are_secret_and_rotate() -> None:
    client, secrets = aws("rds"), aws("secretsmanager")
    client.create_db_cluster(
        DBClusterIdentifier="managed",
        Engine="aurora-postgresql",
        MasterUsername="app",
        ManageMasterUserPassword=True,
    )
    arn = client.describe_db_clusters(DBClusterIdentifier="managed")["DBClusters"][0]["MasterUserSecret"][
        "SecretArn"
    ]

    def login() -> dict[str, str]:
        kept: dict[str, str] = json.loads(secrets.get_secret_value(SecretId=arn)["SecretString"])
        return kept

    before = login()
    secrets.rotate_secret(SecretId=arn)
    assert (before["username"], login()["username"]) == ("app", "app")
    assert before["password"] != login()["password"]
