"""RDS and Aurora: instances, clusters, parameter groups, engine versions."""

import uuid
from types import ModuleType
from typing import Any

from emulator.registry import Call, Params, Service, tag_list, walk
from emulator.state import NOTES, TAGS, Missing, Place

rds = Service("rds")

rds.echo(
    {
        "PerformanceInsightsEnabled": "EnablePerformanceInsights",
        "PerformanceInsightsKMSKeyId": "PerformanceInsightsKMSKeyId",
        "PerformanceInsightsRetentionPeriod": "PerformanceInsightsRetentionPeriod",
        "DatabaseInsightsMode": "DatabaseInsightsMode",
        "MonitoringInterval": "MonitoringInterval",
        "MonitoringRoleArn": "MonitoringRoleArn",
        "MaxAllocatedStorage": "MaxAllocatedStorage",
        "CACertificateIdentifier": "CACertificateIdentifier",
        "PreferredMaintenanceWindow": "PreferredMaintenanceWindow",
        "PreferredBackupWindow": "PreferredBackupWindow",
    },
    writes=["CreateDBInstance", "RestoreDBInstanceFromDBSnapshot", "ModifyDBInstance"],
    reads={"DescribeDBInstances": "DBInstances"},
    key="DBInstanceIdentifier",
    why="Performance Insights, monitoring, storage autoscaling and windows of an instance are dropped.",
)

rds.echo(
    {"HttpEndpointEnabled": "EnableHttpEndpoint"},
    writes=["CreateDBCluster", "ModifyDBCluster"],
    reads={"DescribeDBClusters": "DBClusters"},
    key="DBClusterIdentifier",
    why="The Data API can only be enabled for Serverless v1.",
)


@rds.operation("EnableHttpEndpoint", "DisableHttpEndpoint")
def switch_data_api(call: Call) -> Params:
    """The Data API of a cluster can't be switched on or off."""
    enabled = call.operation == "EnableHttpEndpoint"
    name = call["ResourceArn"].split(":")[-1]
    call.notes("echo DBClusterIdentifier HttpEndpointEnabled")[name] = {"HttpEndpointEnabled": enabled}
    return {"ResourceArn": call["ResourceArn"], "HttpEndpointEnabled": enabled}


def has_data_api(account: str, region: str, cluster: str) -> bool:
    """Whether the Data API of a cluster is switched on."""
    notes = NOTES[Place(account, region, "rds", "echo DBClusterIdentifier HttpEndpointEnabled")]
    return bool(notes.get(cluster, {}).get("HttpEndpointEnabled"))


@rds.after("ModifyDBCluster")
def rename_with_instances(call: Call, _answer: Params) -> None:
    """The instances of a renamed cluster still name the old one."""
    if new := call.get("NewDBClusterIdentifier"):
        for instance in call.backend().databases.values():
            if instance.db_cluster_identifier == call["DBClusterIdentifier"]:
                instance.db_cluster_identifier = new


@rds.after("ModifyDBInstance")
def move_to_port(call: Call, _answer: Params) -> None:
    """An instance keeps the port that it was made with."""
    if port := call.get("DBPortNumber"):
        call.backend().databases[call["DBInstanceIdentifier"]].port = port


@rds.after("DescribeDBClusters")
def drop_serverless_scaling(_call: Call, answer: Params) -> None:
    """Provisioned clusters have an empty ScalingConfiguration, which only Serverless v1 has."""
    for cluster in walk(answer, "DBClusters"):
        if cluster.get("EngineMode") != "serverless":
            cluster.pop("ScalingConfigurationInfo", None)


@rds.after("DescribeDBParameters", "DescribeDBClusterParameters")
def name_source(_call: Call, answer: Params) -> None:
    """Parameters do not say that a user set them, and are then overlooked."""
    for parameter in walk(answer, "Parameters"):
        parameter.setdefault("Source", "user")


@rds.after("DescribeDBInstances")
def default_authority(_call: Call, answer: Params) -> None:
    """An instance that was restored has a certificate authority that AWS does not have."""
    for instance in walk(answer, "DBInstances"):
        if instance.get("CACertificateIdentifier") in (None, "rds-ca-default"):
            instance["CACertificateIdentifier"] = "rds-ca-rsa2048-g1"


@rds.operation("DescribeDBEngineVersions")
def describe_engine_versions(call: Call) -> Params:
    """No engine version can be looked up."""
    engine, version = call.get("Engine", "postgres"), call.get("EngineVersion", "16.4")
    parts = version.split(".")
    major = parts[0] if "postgres" in engine else ".".join(parts[:2])
    found = {
        "Engine": engine,
        "EngineVersion": version,
        "MajorEngineVersion": major,
        "DBParameterGroupFamily": engine + major,
        "DBEngineDescription": engine,
        "DBEngineVersionDescription": f"{engine} {version}",
        "Status": "available",
        "SupportedEngineModes": ["provisioned"],
    }
    return {"DBEngineVersions": [found]}


@rds.patch("moto.rds.models")
def unique_resource_ids(module: ModuleType) -> None:
    """Every instance has the same DbiResourceId, so that a second one is taken for the first."""
    original = module.DBInstance.__init__

    def init(instance: Any, *args: Any, **kwargs: Any) -> None:
        original(instance, *args, **kwargs)
        instance.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()

    module.DBInstance.__init__ = init


@rds.patch("moto.rds.models")
def keep_changed_subnet_groups(module: ModuleType) -> None:
    """A subnet group is gone once it has been changed."""
    original = module.RDSBackend.modify_db_subnet_group

    def modify(backend: Any, subnet_name: str, *args: Any, **kwargs: Any) -> Any:
        group = original(backend, subnet_name, *args, **kwargs)
        backend.subnet_groups[subnet_name] = group
        return group

    module.RDSBackend.modify_db_subnet_group = modify


@rds.patch("moto.rds.models")
def restore_kept_passwords(module: ModuleType) -> None:
    """A cluster whose master password RDS keeps can't be restored from a snapshot."""
    original = module.DBCluster.get_cfg

    def settings(cluster: Any) -> dict[str, Any]:
        # There is none to copy: the new cluster gets a secret of its own.
        cluster.__dict__.setdefault("_master_user_password", None)
        return original(cluster)

    module.DBCluster.get_cfg = settings


# Proxies

rds.echo(
    ["DefaultAuthScheme"],
    writes=["CreateDBProxy"],
    reads={"DescribeDBProxies": "DBProxies"},
    key="DBProxyName",
    why="How a proxy signs in is dropped.",
)


@rds.operation("ModifyDBProxy")
def modify_proxy(call: Call) -> Params:
    """Proxies can't be changed."""
    (proxy,) = call.backend().describe_db_proxies(call["DBProxyName"])
    proxy.auth = call.get("Auth", proxy.auth)
    proxy.require_tls = call.get("RequireTLS", proxy.require_tls)
    proxy.idle_client_timeout = call.get("IdleClientTimeout", proxy.idle_client_timeout)
    proxy.debug_logging = call.get("DebugLogging", proxy.debug_logging)
    proxy.role_arn = call.get("RoleArn", proxy.role_arn)
    proxy.vpc_security_group_ids = call.get("SecurityGroups", proxy.vpc_security_group_ids)
    noted = call.notes("echo DBProxyName DefaultAuthScheme")[proxy.db_proxy_name]
    noted.update(call.pick("DefaultAuthScheme"))
    return {"DBProxy": {"DBProxyName": proxy.db_proxy_name, "DBProxyArn": proxy.arn, "Status": "available"}}


@rds.operation("CreateDBProxyEndpoint")
def create_proxy_endpoint(call: Call) -> Params:
    """Endpoints of proxies are not implemented."""
    name = call["DBProxyEndpointName"]
    (proxy,) = call.backend().describe_db_proxies(call["DBProxyName"])
    endpoint = {
        **call.pick(
            "DBProxyEndpointName", "DBProxyName", "TargetRole", "VpcSubnetIds", "VpcSecurityGroupIds"
        ),
        "DBProxyEndpointArn": call.arn(f"db-proxy-endpoint:prx-endpoint-{uuid.uuid4().hex[:17]}"),
        "Endpoint": f"{name}.endpoint.{proxy.endpoint.split('.', 1)[1]}",
        "VpcId": proxy.vpc_id,
        "Status": "available",
        "IsDefault": False,
    }
    call.records("proxy endpoint")[name] = endpoint
    call.tag(endpoint["DBProxyEndpointArn"], call.get("Tags"))
    return {"DBProxyEndpoint": endpoint}


@rds.operation("DescribeDBProxyEndpoints")
def describe_proxy_endpoints(call: Call) -> Params:
    """Endpoints of proxies are not implemented."""
    endpoints = call.records("proxy endpoint")
    if name := call.get("DBProxyEndpointName"):
        return {"DBProxyEndpoints": [endpoints.find(name, "DBProxyEndpointNotFoundFault")]}
    return {"DBProxyEndpoints": list(endpoints.values())}


@rds.operation("ModifyDBProxyEndpoint")
def modify_proxy_endpoint(call: Call) -> Params:
    """Endpoints of proxies are not implemented."""
    endpoint = call.records("proxy endpoint").find(
        call["DBProxyEndpointName"], "DBProxyEndpointNotFoundFault"
    )
    endpoint.update(call.pick("VpcSecurityGroupIds"))
    return {"DBProxyEndpoint": endpoint}


@rds.operation("DeleteDBProxyEndpoint")
def delete_proxy_endpoint(call: Call) -> Params:
    """Endpoints of proxies are not implemented."""
    endpoints = call.records("proxy endpoint")
    endpoint = endpoints.find(call["DBProxyEndpointName"], "DBProxyEndpointNotFoundFault")
    del endpoints[call["DBProxyEndpointName"]]
    return {"DBProxyEndpoint": {**endpoint, "Status": "deleting"}}


@rds.before("ListTagsForResource", "AddTagsToResource", "RemoveTagsFromResource")
def tag_proxy_endpoints(call: Call) -> Params | None:
    """Endpoints of proxies have no tags."""
    arn = call["ResourceName"]
    if ":db-proxy-endpoint:" not in arn:
        return None
    call.tag(arn, call.get("Tags"))
    for key in call.get("TagKeys") or []:
        TAGS[arn].pop(key, None)
    return {"TagList": tag_list(arn)}


@rds.before("DescribeDBProxyTargetGroups", "DescribeDBProxyTargets")
def expect_proxy(call: Call) -> None:
    """Targets of a proxy that is not there are a failure of the emulator instead of an error of RDS."""
    if call["DBProxyName"] not in call.backend().db_proxies:
        raise Missing("DBProxyNotFoundFault")
