"""What a workload of a deployed stack may do with its links alone, and what it may not without one statement.

A probe runs with the role and the variables of the function `orders`; the signing function and the task
`migrate` are the stack's own. Every policy is put back. Prints the results as JSON.
"""

import io
import json
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config

ENDPOINT = sys.argv[1]
PROBE = """
import boto3
from botocore.config import Config

SETTINGS = Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"})

def handler(calls, context):
    told = {}
    for name, (service, operation, params) in calls.items():
        try:
            getattr(boto3.client(service, config=SETTINGS), operation)(**params)
            told[name] = "allowed"
        except Exception as error:
            told[name] = str(error)
    return told
"""


def aws(service: str) -> Any:
    """A client that may do everything."""
    settings = Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"})
    return boto3.client(service, endpoint_url=ENDPOINT, region_name="us-east-1", config=settings)


def named(start: str) -> Any:
    """The function whose name begins so."""
    functions = aws("lambda").list_functions()["Functions"]
    return next(one for one in functions if one["FunctionName"].startswith(start))


@contextmanager
def without(role: str, action: str) -> Iterator[None]:
    """Takes the statements with an action out of the policies within a role, and puts them back."""
    iam, kept = aws("iam"), {}
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        left = [one for one in document["Statement"] if action not in one["Action"]]
        if len(left) == len(document["Statement"]):
            continue
        kept[name] = json.dumps(document)
        if left:
            fewer = json.dumps({**document, "Statement": left})
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=fewer)
        else:
            iam.delete_role_policy(RoleName=role, PolicyName=name)
    if not kept:
        raise AssertionError(f"{role} has no statement with {action}")
    try:
        yield
    finally:
        for name, document in kept.items():
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=document)


def calls_of(have: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the links of `orders` are for, and what they are not for."""
    table, bucket = have["TABLE_CARTS_NAME"], have["BUCKET_UPLOADS_NAME"]
    described = aws("dynamodb").describe_table(TableName=table)["Table"]
    kinds = {one["AttributeName"]: one["AttributeType"] for one in described["AttributeDefinitions"]}
    key = {one["AttributeName"]: {kinds[one["AttributeName"]]: "1"} for one in described["KeySchema"]}
    item = {"Bucket": bucket, "Key": "probe/1"}
    event = {"EventBusName": have["BUS_MAIN_NAME"], "Source": "shop", "DetailType": "Probed", "Detail": "{}"}
    statement = {
        "resourceArn": have["DATABASE_APP_ARN"],
        "secretArn": have["DATABASE_APP_SECRET_ARN"],
        "sql": "SELECT 1",
    }
    invoices = next(
        one["Name"] for one in aws("s3").list_buckets()["Buckets"] if one["Name"].startswith("invoices-")
    )
    queue = aws("sqs").list_queues(QueueNamePrefix="plumbline-local-uploads")["QueueUrls"][0]
    links = {
        "write an item": ("dynamodb", "put_item", {"TableName": table, "Item": key}),
        "read an item": ("dynamodb", "get_item", {"TableName": table, "Key": key}),
        "delete items": (
            "dynamodb",
            "batch_write_item",
            {"RequestItems": {table: [{"DeleteRequest": {"Key": key}}]}},
        ),
        "read changes": ("dynamodbstreams", "describe_stream", {"StreamArn": have["TABLE_CARTS_STREAM_ARN"]}),
        "write an object": ("s3", "put_object", item | {"Body": "1"}),
        "read an object": ("s3", "get_object", item),
        "list objects": ("s3", "list_objects_v2", {"Bucket": bucket}),
        "delete an object": ("s3", "delete_object", item),
        "read a secret": ("secretsmanager", "get_secret_value", {"SecretId": have["SECRET_PAYMENT_ARN"]}),
        "read the signing key": (
            "secretsmanager",
            "get_secret_value",
            {"SecretId": have["MEDIA_INVOICES_KEY_ARN"]},
        ),
        "publish": ("sns", "publish", {"TopicArn": have["TOPIC_ORDERS_ARN"], "Message": "{}"}),
        "send an event": ("events", "put_events", {"Entries": [event]}),
        "run a statement": ("rds-data", "execute_statement", statement),
    }
    foreign = {
        "change the table": (
            "dynamodb",
            "update_table",
            {"TableName": table, "BillingMode": "PAY_PER_REQUEST"},
        ),
        "read another bucket": ("s3", "list_objects_v2", {"Bucket": invoices}),
        "write a secret": (
            "secretsmanager",
            "put_secret_value",
            {"SecretId": have["SECRET_PAYMENT_ARN"], "SecretString": "x"},
        ),
        "send a message": ("sqs", "send_message", {"QueueUrl": queue, "MessageBody": "x"}),
        "send events of others": ("events", "put_events", {"Entries": [event | {"Source": "other"}]}),
        "see the network": ("ec2", "describe_subnets", {}),
        "list roles": ("iam", "list_roles", {}),
    }
    return links, foreign


@contextmanager
def probe(like: Any) -> Iterator[Any]:
    """A function with role and variables of another one; gives what calls it."""
    client, name, code = aws("lambda"), "probe-of-links", io.BytesIO()
    with zipfile.ZipFile(code, "w") as package:
        package.writestr("index.py", PROBE)
    client.create_function(
        FunctionName=name,
        Role=like["Role"],
        Runtime="python3.13",
        Handler="index.handler",
        Timeout=60,
        Code={"ZipFile": code.getvalue()},
    )

    def call(calls: dict[str, Any]) -> dict[str, str]:
        answer = client.invoke(FunctionName=name, Payload=json.dumps(calls))
        told: dict[str, str] = json.loads(answer["Payload"].read())
        return told

    try:
        yield call
    finally:
        client.delete_function(FunctionName=name)


def of_function() -> dict[str, Any]:
    """What the role of `orders` may do, and may not."""
    orders = named("orders-")
    links, foreign = calls_of(orders["Environment"]["Variables"])
    one = {"put": links["write an item"]}
    with probe(orders) as call:
        allowed, refused = call(links), call(foreign)
        with without(orders["Role"].rsplit("/", 1)[-1], "dynamodb:PutItem"):
            missing = call(one)["put"]
        back = call(one | {"delete items": links["delete items"]})
    return {"allowed": allowed, "refused": refused, "missing": missing, "back": back["put"]}


def of_rotation() -> dict[str, Any]:
    """Whether the signing key changes without a statement of its function, and with it."""
    client, function = aws("secretsmanager"), named("invoices-signing-")
    secret = next(
        one["ARN"]
        for one in client.list_secrets()["SecretList"]
        if one["Name"].startswith("invoices-signing")
    )

    def rotated() -> bool:
        before = client.get_secret_value(SecretId=secret)["SecretString"]
        client.rotate_secret(SecretId=secret)
        return bool(client.get_secret_value(SecretId=secret)["SecretString"] != before)

    with without(function["Role"].rsplit("/", 1)[-1], "secretsmanager:GetSecretValue"):
        missing = rotated()
    return {"missing": missing, "back": rotated()}


def of_task() -> dict[str, Any]:
    """How the task `migrate` ends without a statement of its execution role, and with it."""
    client = aws("ecs")
    arn = next(one for one in client.list_task_definitions()["taskDefinitionArns"] if "_migrate:" in one)
    definition = client.describe_task_definition(taskDefinition=arn)["taskDefinition"]
    (cluster,) = (one for one in client.list_clusters()["clusterArns"] if "services" in one)
    subnet = aws("ec2").describe_subnets()["Subnets"][0]["SubnetId"]

    def ended() -> str:
        started = client.run_task(
            cluster=cluster,
            taskDefinition=arn,
            launchType="FARGATE",
            networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": []}},
        )["tasks"][0]["taskArn"]
        for _ in range(200):
            (task,) = client.describe_tasks(cluster=cluster, tasks=[started])["tasks"]
            if task["lastStatus"] == "STOPPED":
                codes = [one.get("exitCode") for one in task["containers"]]
                return f"{task['stoppedReason']} {codes}"
            time.sleep(0.1)
        raise AssertionError(f"{started} does not end")

    with without(definition["executionRoleArn"].rsplit("/", 1)[-1], "secretsmanager:GetSecretValue"):
        missing = ended()
    return {"missing": missing, "back": ended()}


if __name__ == "__main__":
    print(json.dumps({"function": of_function(), "rotation": of_rotation(), "task": of_task()}))
