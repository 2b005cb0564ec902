"""Checks of the corrections in emulator/services for rds."""

from typing import Any

from .support import aws, check


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
def parameters_say_who_set_them() -> None:
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
