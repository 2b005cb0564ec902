"""Checks of the corrections in emulator/services for rds-data."""

from typing import Any

from .support import aws, check


def sql(statement: str, **more: Any) -> Any:
    """Runs a statement on a cluster that is made by the first call."""
    client, secrets = aws("rds"), aws("secretsmanager")
    name = "with-data-api"
    if name not in [one["DBClusterIdentifier"] for one in client.describe_db_clusters()["DBClusters"]]:
        client.create_db_cluster(
            DBClusterIdentifier=name,
            Engine="aurora-postgresql",
            MasterUsername="app",
            MasterUserPassword="correct-horse",
            EnableHttpEndpoint=True,
        )
        login = '{"username": "app", "password": "correct-horse"}'
        secrets.create_secret(Name=name, SecretString=login)
    place = {
        "resourceArn": client.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]["DBClusterArn"],
        "secretArn": secrets.describe_secret(SecretId=name)["ARN"],
    }
    return aws("rds-data").execute_statement(**place, sql=statement, **more)


@check("rds-data")
def statements_run() -> None:
    parameters = [{"name": "one", "value": {"longValue": 1}}]
    assert sql("SELECT :one + 1", parameters=parameters)["records"] == [[{"longValue": 2}]]
