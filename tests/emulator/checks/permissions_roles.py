"""Checks of emulator/permissions: functions, tasks and services work with the roles that they have."""

import functools
import io
import json
import urllib.error
import urllib.request
import zipfile

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest

from .ecs import ended, local, task
from .permissions import ALLOW, Session, bucket, denied, policy, table
from .secretsmanager import ROTATE
from .support import (
    ACCOUNT,
    archive,
    assumed_by,
    aws,
    check,
    endpoint,
    function,
    let_in,
    permit,
    refuses,
    role_of,
)
from .support import queue as queue_from

_ASKS = """
import boto3

def handler(event, context):
    told = "written"
    try:
        boto3.client("dynamodb").put_item(TableName="of-function", Item={"id": {"S": "1"}})
    except Exception as error:
        told = str(error)
    print(told)
    return {"Arn": boto3.client("sts").get_caller_identity()["Arn"], "told": told}
"""


@check("lambda")
def functions_run_with_their_role() -> None:
    arn = table("of-function")
    iam, group = aws("iam"), "/aws/lambda/with-role"
    role = iam.create_role(
        RoleName="of-function", AssumeRolePolicyDocument=assumed_by("lambda.amazonaws.com")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("index.py", _ASKS)
    aws("logs").create_log_group(logGroupName=group)
    aws("lambda").create_function(
        FunctionName="with-role",
        Role=role["Role"]["Arn"],
        Runtime="python3.13",
        Handler="index.handler",
        Timeout=30,
        Code={"ZipFile": buffer.getvalue()},
    )

    def call() -> dict[str, str]:
        answer: dict[str, str] = json.loads(aws("lambda").invoke(FunctionName="with-role")["Payload"].read())
        return answer

    def logged() -> int:
        return len(aws("logs").filter_log_events(logGroupName=group)["events"])

    answer = call()
    who = f"arn:aws:sts::{ACCOUNT}:assumed-role/of-function/with-role"
    assert answer.get("Arn") == who, answer
    assert answer["told"] == (
        "An error occurred (AccessDeniedException) when calling the PutItem operation: "
        f"User: {who} is not authorized to perform: dynamodb:PutItem on resource: {arn} "
        "because no identity-based policy allows the dynamodb:PutItem action"
    ), answer
    assert logged() == 0, "a log that the role may not write"
    logs = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{group}:*"
    write = {**ALLOW, "Action": "dynamodb:PutItem", "Resource": arn}
    log = {**ALLOW, "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": logs}
    iam.put_role_policy(RoleName="of-function", PolicyName="own", PolicyDocument=policy(write, log))
    assert call()["told"] == "written"
    assert logged() > 0


@check("ecs")
def tasks_are_started_by_an_execution_role_that_may() -> None:
    aws("logs").create_log_group(logGroupName="task-denied")
    secret = aws("secretsmanager").create_secret(Name="of-denied", SecretString="inside")["ARN"]
    role = role_of("role-denied", "ecs-tasks.amazonaws.com")
    options = {
        "awslogs-group": "task-denied",
        "awslogs-region": "us-east-1",
        "awslogs-stream-prefix": "app",
    }
    container = {
        "dockerLabels": local(["node", "-e", "process.exit(7)"]),
        "secrets": [{"name": "HIDDEN", "valueFrom": secret}],
        "logConfiguration": {"logDriver": "awslogs", "options": options},
    }

    def reason() -> str:
        return str(ended("denied", task("denied", role, **container))["stoppedReason"])

    who = f"arn:aws:sts::{ACCOUNT}:assumed-role/role-denied/"
    told = reason()
    assert told.startswith("ResourceInitializationError: unable to pull secrets or registry auth"), told
    assert f"User: {who}" in told, told
    assert f"secretsmanager:GetSecretValue on resource: {secret} because no identity-based policy" in told, (
        told
    )
    permit("role-denied", "secretsmanager:GetSecretValue", resource=secret)
    told = reason()
    assert "failed to validate logger args" in told, told
    assert "logs:CreateLogStream" in told, told
    permit("role-denied", "secretsmanager:GetSecretValue", "logs:CreateLogStream")
    assert reason() == "Essential container in task exited"


@check("sns")
def topics_and_rules_send_to_queues_that_let_them_in() -> None:
    topic = aws("sns").create_topic(Name="let-in")["TopicArn"]
    rule = aws("events").put_rule(Name="let-in", EventPattern='{"source":["shop.let-in"]}')["RuleArn"]
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:let-in"
    url = aws("sqs").create_queue(QueueName="let-in")["QueueUrl"]
    dead = queue_from("let-in-dead", "events.amazonaws.com")
    target = {"Id": "one", "Arn": arn, "DeadLetterConfig": {"Arn": f"{arn}-dead"}}
    aws("events").put_targets(Rule="let-in", Targets=[target])
    aws("sns").subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"}
    )

    def arrived(at: str) -> int:
        found = aws("sqs").receive_message(QueueUrl=at, MaxNumberOfMessages=10).get("Messages", [])
        for one in found:
            aws("sqs").delete_message(QueueUrl=at, ReceiptHandle=one["ReceiptHandle"])
        return len(found)

    def send() -> tuple[int, int]:
        aws("sns").publish(TopicArn=topic, Message="1")
        entry = {"Source": "shop.let-in", "DetailType": "Ordered", "Detail": "{}"}
        aws("events").put_events(Entries=[entry])
        return arrived(url), arrived(dead)

    assert send() == (0, 1)
    by = {"sns.amazonaws.com": topic, "events.amazonaws.com": rule}
    statements = [
        {
            **ALLOW,
            "Principal": {"Service": service},
            "Action": "sqs:SendMessage",
            "Resource": arn,
            "Condition": {
                "ArnLike": {"aws:SourceArn": source},
                "StringEquals": {"aws:SourceAccount": ACCOUNT},
            },
        }
        for service, source in by.items()
    ]
    aws("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy(*statements)})
    assert send() == (2, 0)


@check("lambda")
def queues_are_read_with_the_role_of_their_function() -> None:
    client, logs = aws("lambda"), aws("logs")
    function("reads-queue")
    url = aws("sqs").create_queue(QueueName="to-be-read")["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:to-be-read"
    create = functools.partial(
        client.create_event_source_mapping, FunctionName="reads-queue", EventSourceArn=arn
    )
    message = refuses("InvalidParameterValueException", create)
    assert message == "The provided execution role does not have permissions to call ReceiveMessage on SQS", (
        message
    )
    read = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
    permit("role-reads-queue", *read, "logs:*")
    logs.create_log_group(logGroupName="/aws/lambda/reads-queue")
    create()
    aws("sqs").send_message(QueueUrl=url, MessageBody="1")
    assert logs.filter_log_events(logGroupName="/aws/lambda/reads-queue")["events"]
    permit("role-reads-queue", "logs:*")
    aws("sqs").send_message(QueueUrl=url, MessageBody="2")
    (left,) = aws("sqs").receive_message(QueueUrl=url)["Messages"]
    assert left["Body"] == "2", left


@check("secretsmanager")
def rotations_that_may_not_leave_the_secret_as_it_is() -> None:
    client = aws("secretsmanager")
    arn = function("may-not-rotate", Code={"ZipFile": archive(ROTATE)}, Timeout=30)["FunctionArn"]
    let_in("may-not-rotate", "secretsmanager.amazonaws.com")
    client.create_secret(Name="left-alone", SecretString="old")
    rules = {"AutomaticallyAfterDays": 30}
    client.rotate_secret(SecretId="left-alone", RotationLambdaARN=arn, RotationRules=rules)
    assert client.get_secret_value(SecretId="left-alone")["SecretString"] == "old"
    own = {"StringEquals": {"secretsmanager:resource/AllowRotationLambdaArn": arn}}
    rotate = policy({**ALLOW, "Action": "secretsmanager:*", "Resource": "*", "Condition": own})
    aws("iam").put_role_policy(RoleName="role-may-not-rotate", PolicyName="own", PolicyDocument=rotate)
    client.rotate_secret(SecretId="left-alone")
    assert client.get_secret_value(SecretId="left-alone")["SecretString"] == "new"


@check("s3")
def buckets_in_host_names_are_judged_too() -> None:
    arn = bucket("by-host")
    who = Session("by-host", {**ALLOW, "Action": "s3:GetObject", "Resource": f"{arn}/a/*"})

    def status(key: str) -> int:
        headers = {"Host": "by-host.s3.us-east-1.amazonaws.com", "x-amz-content-sha256": "UNSIGNED-PAYLOAD"}
        request = AWSRequest("GET", f"{endpoint()}/{key}", headers)
        S3SigV4Auth(who.credentials, "s3", "us-east-1").add_auth(request)
        try:
            asked = urllib.request.Request(request.url, headers=dict(request.headers))
            return int(urllib.request.urlopen(asked).status)
        except urllib.error.HTTPError as error:
            return error.code

    aws("s3").put_object(Bucket="by-host", Key="b/1", Body=b"1")
    assert (status("a/1"), status("b/1")) == (200, 403)


@check("dynamodb")
def readers_of_streams_are_judged() -> None:
    client = aws("dynamodb")
    table("streamed")
    stream = client.update_table(
        TableName="streamed", StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    )["TableDescription"]["LatestStreamArn"]
    who = Session("streams", {**ALLOW, "Action": "dynamodb:DescribeStream", "Resource": stream})
    reads = who.aws("dynamodbstreams")
    (shard,) = reads.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
    iterate = functools.partial(
        reads.get_shard_iterator,
        StreamArn=stream,
        ShardId=shard["ShardId"],
        ShardIteratorType="TRIM_HORIZON",
    )
    assert f"dynamodb:GetShardIterator on resource: {stream}" in denied("AccessDeniedException", iterate)
    who.may({**ALLOW, "Action": ["dynamodb:GetShardIterator"], "Resource": stream})
    iterator = iterate()["ShardIterator"]
    message = denied("AccessDeniedException", reads.get_records, ShardIterator=iterator)
    assert f"dynamodb:GetRecords on resource: {stream}" in message, message
    who.may({**ALLOW, "Action": ["dynamodb:GetRecords"], "Resource": stream})
    reads.get_records(ShardIterator=iterator)


@check("sesv2")
def senders_are_judged_by_identity_and_configuration() -> None:
    client = aws("sesv2")
    client.create_email_identity(EmailIdentity="judged@example.com")
    client.create_configuration_set(ConfigurationSetName="judged")
    ses = f"arn:aws:ses:us-east-1:{ACCOUNT}"
    allow = {**ALLOW, "Action": "ses:SendEmail"}
    who = Session("sender", {**allow, "Resource": f"{ses}:identity/judged@example.com"})
    message = {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "b"}}}
    send = functools.partial(
        who.aws("sesv2").send_email,
        FromEmailAddress="Shop <judged@example.com>",
        Destination={"ToAddresses": ["success@simulator.amazonses.com"]},
        Content={"Simple": message},
        ConfigurationSetName="judged",
    )
    assert denied("AccessDeniedException", send) == (
        f"User `{who.arn}' is not authorized to perform `ses:SendEmail' "
        f"on resource `{ses}:configuration-set/judged'"
    )
    own = {"StringEquals": {"ses:FromAddress": "judged@example.com"}}
    who.may({**allow, "Resource": [f"{ses}:identity/*", f"{ses}:configuration-set/*"], "Condition": own})
    send()
    own = {"StringEquals": {"ses:FromAddress": "other@example.com"}}
    who.may({**allow, "Resource": "*", "Condition": own})
    denied("AccessDeniedException", send)
