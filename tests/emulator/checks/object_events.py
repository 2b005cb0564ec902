"""Checks of the corrections in emulator/services for events of objects, and tasks that they start."""

import json
from typing import Any

from .ecs import ended, local
from .support import ACCOUNT, aws, check, permit, queue, role_of

QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}"
NAME = 'in/"quoted" *.csv'


def told(bucket: str, region: str = "us-east-1") -> None:
    """A bucket whose events EventBridge gets."""
    place = {} if region == "us-east-1" else {"LocationConstraint": region}
    settings: Any = {"CreateBucketConfiguration": place} if place else {}
    aws("s3", region).create_bucket(Bucket=bucket, **settings)
    aws("s3", region).put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}}
    )


def follow(name: str, bucket: str, key: object, region: str = "us-east-1", **target: object) -> None:
    """A rule on the objects of a bucket, and its target."""
    client = aws("events", region)
    detail = {"bucket": {"name": [bucket]}, "object": {"key": [key]}}
    pattern = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": detail}
    client.put_rule(Name=name, EventPattern=json.dumps(pattern))
    client.put_targets(Rule=name, Targets=[{"Id": "one", **target}])


@check("s3")
def events_of_objects_reach_the_accounts_own_bus_alone() -> None:
    # Nobody else has a bus there.
    region = "eu-west-1"
    arn = f"arn:aws:sqs:{region}:{ACCOUNT}:objects"
    queues, events = aws("sqs", region), aws("events", region)
    told("watched", region)
    url = queue("objects", "events.amazonaws.com", region)
    follow("objects", "watched", {"wildcard": "in/\\*/*.csv"}, region, Arn=arn)
    events.create_event_bus(Name="elsewhere")
    events.put_rule(Name="any", EventBusName="elsewhere", EventPattern='{"source":["aws.s3"]}')
    events.put_targets(Rule="any", EventBusName="elsewhere", Targets=[{"Id": "one", "Arn": arn}])
    for key in ("in/*/a.csv", "in/*/a.txt", "in/b/a.csv"):
        aws("s3", region).put_object(Bucket="watched", Key=key, Body=b"x")
    found = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    keys = [json.loads(message["Body"])["detail"]["object"]["key"] for message in found]
    assert keys == ["in/*/a.csv"], keys


@check("s3")
def buckets_say_that_eventbridge_gets_their_events() -> None:
    told("telling")
    found = aws("s3").get_bucket_notification_configuration(Bucket="telling")
    assert found.get("EventBridgeConfiguration") == {}, found
    aws("s3").put_bucket_notification_configuration(Bucket="telling", NotificationConfiguration={})
    assert "EventBridgeConfiguration" not in aws("s3").get_bucket_notification_configuration(Bucket="telling")


@check("events")
def rules_start_tasks_with_parts_of_the_event() -> None:
    told("arrivals")
    client = aws("ecs")
    cluster = client.create_cluster(clusterName="started")["cluster"]["clusterArn"]
    code = "process.exit(process.env.KEY === process.env.EXPECTED ? 7 : 1);"
    definition = client.register_task_definition(
        family="started",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        executionRoleArn=role_of("role-started", "ecs-tasks.amazonaws.com"),
        containerDefinitions=[
            {
                "name": "app",
                "image": "x",
                "environment": [{"name": "EXPECTED", "value": NAME}],
                "dockerLabels": local(["node", "main.js"], **{"main.js": code}),
            }
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    starter = role_of("role-start", "events.amazonaws.com")
    permit("role-start", "ecs:RunTask", "iam:PassRole")
    subnet = aws("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    overrides = '{"containerOverrides":[{"name":"app","environment":[{"name":"KEY","value":<KEY>}]}]}'
    follow(
        "start",
        "arrivals",
        {"prefix": "in/"},
        Arn=cluster,
        RoleArn=starter,
        EcsParameters={
            "TaskDefinitionArn": definition,
            "TaskCount": 1,
            "LaunchType": "FARGATE",
            "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": [subnet], "SecurityGroups": []}},
        },
        InputTransformer={"InputPathsMap": {"KEY": "$.detail.object.key"}, "InputTemplate": overrides},
    )
    aws("s3").put_object(Bucket="arrivals", Key="out/a.csv", Body=b"x")
    aws("s3").put_object(Bucket="arrivals", Key=NAME, Body=b"x")
    arns = [
        arn
        for status in ("RUNNING", "STOPPED")
        for arn in client.list_tasks(cluster="started", desiredStatus=status)["taskArns"]
    ]
    assert len(arns) == 1, arns
    found = ended("started", arns[0])
    assert found["containers"][0]["exitCode"] == 7, found
    assert found["startedBy"] == "events-rule", found


@check("events")
def what_cannot_be_started_is_dead() -> None:
    told("dropped")
    url = queue("not-started", "events.amazonaws.com")
    follow(
        "missing",
        "dropped",
        {"prefix": "in/"},
        Arn=f"arn:aws:ecs:us-east-1:{ACCOUNT}:cluster/not-there",
        RoleArn=role_of("role-missing", "events.amazonaws.com"),
        EcsParameters={"TaskDefinitionArn": f"arn:aws:ecs:us-east-1:{ACCOUNT}:task-definition/not-there:1"},
        DeadLetterConfig={"Arn": f"{QUEUE}:not-started"},
    )
    aws("s3").put_object(Bucket="dropped", Key="in/a", Body=b"x")
    (message,) = aws("sqs").receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"])["detail"]["object"]["key"] == "in/a"
