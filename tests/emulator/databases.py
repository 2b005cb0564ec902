"""Uses databases of the emulator as applications do, and prints what happened as JSON.

usage: databases.py <URL> <folder of the emulator>
"""

import datetime
import json
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError
from postgres_client import Client, Refusal

url, folder = sys.argv[1], Path(sys.argv[2])
CA = folder / "databases" / "rds-ca.pem"
found: dict[str, Any] = {}


def aws(service: str) -> Any:
    return boto3.client(service, endpoint_url=url, region_name="eu-west-1")


rds, secrets = aws("rds"), aws("secretsmanager")


def cluster(name: str) -> Any:
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def password(name: str) -> str:
    arn = cluster(name)["MasterUserSecret"]["SecretArn"]
    kept: str = json.loads(secrets.get_secret_value(SecretId=arn)["SecretString"])["password"]
    return kept


def query(address: str, sql: str, user: str = "platform", **how: Any) -> Any:
    """The rows, or the error."""
    given: dict[str, Any] = {"port": 5433, "database": "app", "ca": CA} | how
    secret = given.pop("password", None) or password("app")
    try:
        return Client(address, given["port"], user, secret, given["database"], given["ca"]).query(sql)
    except Refusal as refusal:
        return str(refusal)


def make() -> None:
    """A cluster with a reader, as the component makes it."""
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="group", DBParameterGroupFamily="aurora-postgresql16", Description="d"
    )
    settings = {"rds.force_ssl": "1", "log_min_duration_statement": "1234"}
    rds.modify_db_cluster_parameter_group(
        DBClusterParameterGroupName="group",
        Parameters=[
            {"ParameterName": name, "ParameterValue": value, "ApplyMethod": "immediate"}
            for name, value in settings.items()
        ],
    )
    rds.create_db_cluster(
        DBClusterIdentifier="app",
        Engine="aurora-postgresql",
        EngineVersion="16.4",
        MasterUsername="platform",
        ManageMasterUserPassword=True,
        DatabaseName="app",
        Port=5433,
        EnableHttpEndpoint=True,
        EnableIAMDatabaseAuthentication=True,
        DBClusterParameterGroupName="group",
    )
    for name in ("app-writer", "app-reader"):
        rds.create_db_instance(
            DBInstanceIdentifier=name,
            DBClusterIdentifier="app",
            Engine="aurora-postgresql",
            DBInstanceClass="db.serverless",
        )


make()
app = cluster("app")
writer, reader = app["Endpoint"], app["ReaderEndpoint"]
instances = rds.describe_db_instances()["DBInstances"]
found["addresses"] = [writer, reader]
found["instances"] = [[i["Endpoint"]["Address"], i["Endpoint"]["Port"]] for i in instances]

# Passwords, TLS, readers
found["made"] = query(writer, "CREATE TABLE t (id int PRIMARY KEY, v text)")
found["parameter"] = query(writer, "SHOW log_min_duration_statement")
found["plain"] = query(writer, "SELECT 1", ca=None)
found["wrong"] = query(writer, "SELECT 1", password="wrong")
found["administrator"] = query(writer, "SELECT 1", user="rdsadmin")
found["inserted"] = query(writer, "INSERT INTO t VALUES (1, 'first') RETURNING id")
found["read"] = query(reader, "SELECT v FROM t")
found["written"] = query(reader, "DELETE FROM t")
old = password("app")
rds.modify_db_cluster(DBClusterIdentifier="app", RotateMasterUserPassword=True, ApplyImmediately=True)
found["rotated"] = [
    password("app") != old,
    query(writer, "SELECT 1"),
    query(writer, "SELECT 1", password=old),
]

# Tokens
query(writer, "CREATE ROLE shop LOGIN")
query(writer, "GRANT rds_iam TO shop")


def token(address: str, user: str) -> str:
    made: str = rds.generate_db_auth_token(DBHostname=address, Port=5433, DBUsername=user)
    return made


def late(given: str) -> str:
    """A token as somebody would have got it an hour ago; its signature is of that time as well."""
    from unittest import mock

    hour = datetime.timedelta(hours=1)
    before = datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - hour
    with mock.patch("botocore.auth.get_current_datetime", lambda **_: before):
        return token(given, "shop")


who = "SELECT current_user"
found["token"] = query(writer, who, user="shop", password=token(writer, "shop"))
found["tokens"] = [
    query(writer, who, user="shop", password=token(writer, "shop")[:-4] + "0000"),
    query(writer, who, user="shop", password=token(writer, "platform")),
    query(reader, who, user="shop", password=token(writer, "shop")),
    query(writer, who, user="shop", password=late(writer)),
]


def as_role(connect: bool) -> Any:
    """A client with a session of a role that may connect as this user, or nothing."""
    iam, name = aws("iam"), f"connects-{connect}".lower()
    trust = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    if connect:
        resource = rds.describe_db_clusters(DBClusterIdentifier="app")["DBClusters"][0]["DbClusterResourceId"]
        arn = f"arn:aws:rds-db:eu-west-1:123456789012:dbuser:{resource}/shop"
        may = {"Effect": "Allow", "Action": "rds-db:connect", "Resource": arn}
        document = json.dumps({"Version": "2012-10-17", "Statement": [may]})
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document)
    given = aws("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    return boto3.client(
        "rds",
        region_name="eu-west-1",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )


found["roles"] = [
    query(
        writer,
        who,
        user="shop",
        password=as_role(connect).generate_db_auth_token(DBHostname=writer, Port=5433, DBUsername="shop"),
    )
    for connect in (True, False)
]

# The Data API
data, place = (
    aws("rds-data"),
    {"resourceArn": app["DBClusterArn"], "secretArn": app["MasterUserSecret"]["SecretArn"]},
)


def execute(sql: str, **more: Any) -> Any:
    try:
        return data.execute_statement(**place, sql=sql, **more)
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error}"


parameters = [{"name": "id", "value": {"longValue": 2}}, {"name": "v", "value": {"stringValue": "it's :v"}}]
found["updated"] = execute("INSERT INTO t VALUES (:id, :v)", parameters=parameters)["numberOfRecordsUpdated"]
typed = (
    "SELECT id, v, ':id' AS quoted, 1.50::numeric, true, NULL, array[1,2], '{}'::jsonb FROM t WHERE id = :id"
)
answer = execute(typed, parameters=parameters[:1], includeResultMetadata=True)
found["records"] = answer["records"]
found["columns"] = [[c["name"], c["typeName"], c["tableName"]] for c in answer["columnMetadata"]][:2]
found["json"] = execute("SELECT id, v FROM t ORDER BY id", formatRecordsAs="JSON")["formattedRecords"]
found["error"] = execute("SELECT * FROM nothing")
transaction = data.begin_transaction(**place)["transactionId"]
execute("DELETE FROM t", transactionId=transaction)
found["ended"] = data.rollback_transaction(**place, transactionId=transaction)["transactionStatus"]
sets = [[{"name": "id", "value": {"longValue": number}}] for number in (3, 4)]
data.batch_execute_statement(**place, sql="INSERT INTO t VALUES (:id, NULL)", parameterSets=sets)
found["count"] = query(writer, "SELECT count(*) FROM t")
wrong = secrets.create_secret(Name="wrong", SecretString='{"username": "platform", "password": "wrong"}')[
    "ARN"
]
place["secretArn"] = wrong
found["secret"] = execute("SELECT 1")

# Snapshots and times
rds.create_db_cluster_snapshot(DBClusterIdentifier="app", DBClusterSnapshotIdentifier="four")
time.sleep(0.1)
then = datetime.datetime.now(datetime.UTC)
time.sleep(1.1)  # RDS takes whole seconds
query(writer, "DROP TABLE t")


def rows(name: str) -> Any:
    return query(cluster(name)["Endpoint"], "SELECT count(*) FROM t", password=password(name))


rds.restore_db_cluster_from_snapshot(
    DBClusterIdentifier="restored", SnapshotIdentifier="four", Engine="aurora-postgresql", Port=5433
)
rds.restore_db_cluster_to_point_in_time(
    DBClusterIdentifier="before", SourceDBClusterIdentifier="app", RestoreToTime=then
)
rds.restore_db_cluster_to_point_in_time(
    DBClusterIdentifier="latest", SourceDBClusterIdentifier="app", UseLatestRestorableTime=True
)
found["restored"] = [rows(name) for name in ("restored", "before", "latest")]
for name in ("restored", "before", "latest"):
    rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)

# A function that trusts the authority where Lambda has it
CODE = """
import os, socket, ssl, struct
def handler(event, context):
    plain = socket.create_connection((event["host"], 5433))
    plain.sendall(struct.pack("!II", 8, 80877103))
    assert plain.recv(1) == b"S"
    trusting = ssl.create_default_context(cafile="/var/runtime/ca-cert.pem")
    return trusting.wrap_socket(plain, server_hostname=event["host"]).version()
"""
packed = BytesIO()
with zipfile.ZipFile(packed, "w") as file:
    file.writestr("index.py", CODE)
lambdas = aws("lambda")
role = aws("iam").create_role(
    RoleName="function",
    AssumeRolePolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)["Role"]["Arn"]
lambdas.create_function(
    FunctionName="connect",
    Runtime="python3.12",
    Handler="index.handler",
    Role=role,
    Code={"ZipFile": packed.getvalue()},
)
called = lambdas.invoke(FunctionName="connect", Payload=json.dumps({"host": writer}))
found["function"] = json.loads(called["Payload"].read())
# A restored cluster takes the place of the broken one by its name
rds.restore_db_cluster_from_snapshot(
    DBClusterIdentifier="whole", SnapshotIdentifier="four", Engine="aurora-postgresql", Port=5433
)
for old_name, new_name in (("app", "broken"), ("whole", "app")):
    rds.modify_db_cluster(
        DBClusterIdentifier=old_name, NewDBClusterIdentifier=new_name, ApplyImmediately=True
    )
found["renamed"] = [cluster("app")["Endpoint"] == writer, rows("app"), rows("broken")]

print(json.dumps(found))
