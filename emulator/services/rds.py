"""RDS and Aurora: instances, clusters, parameter groups, engine versions."""

import uuid
from types import ModuleType
from typing import Any

from ..registry import Call, Params, Service, walk

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
    writes=["CreateDBInstance", "ModifyDBInstance"],
    reads={"DescribeDBInstances": "DBInstances"},
    key="DBInstanceIdentifier",
    why="Performance Insights, monitoring, storage autoscaling and windows of an instance are dropped.",
)


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
