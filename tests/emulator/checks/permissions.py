"""Checks of emulator/permissions: what the policies of a role do not allow is refused, in AWS's words."""

import functools
import json
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from .support import (
    ACCOUNT,
    archive,
    assumed_by,
    aws,
    check,
    endpoint,
)

Statement = dict[str, Any]
ALLOW, DENY = {"Effect": "Allow"}, {"Effect": "Deny"}
ROOT = f"arn:aws:iam::{ACCOUNT}:root"


def policy(*statements: Statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trusting() -> str:
    return policy({**ALLOW, "Principal": {"AWS": ROOT}, "Action": "sts:AssumeRole"})


class Session:
    """A session of a role of its own, with the permissions that it is given."""

    def __init__(self, name: str, *statements: Statement, **settings: Any):
        self.name = name
        created = aws("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trusting(), **settings)
        self.role = created["Role"]["Arn"]
        self.may(*statements)
        given = aws("sts").assume_role(RoleArn=self.role, RoleSessionName="check")["Credentials"]
        self._keys = {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }
        self.credentials = Credentials(*self._keys.values())
        self.aws = functools.cache(self._client)

    @property
    def arn(self) -> str:
        """ARN of the session."""
        return f"arn:aws:sts::{ACCOUNT}:assumed-role/{self.name}/check"

    def may(self, *statements: Statement) -> None:
        """Gives the role these statements instead of those it had."""
        if statements:
            document = policy(*statements)
            aws("iam").put_role_policy(RoleName=self.name, PolicyName="own", PolicyDocument=document)

    def _client(self, service: str) -> Any:
        settings = Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"})
        return boto3.client(
            service, endpoint_url=endpoint(), region_name="us-east-1", config=settings, **self._keys
        )


def denied(code: str, request: Callable[..., Any], **params: Any) -> str:
    """The message with which a request is refused; it has to have that code."""
    try:
        request(**params)
    except ClientError as error:
        told = error.response["Error"]
        assert told["Code"] == code, f"{told['Code']}: {told['Message']}, instead of {code}"
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 403)
        return str(told["Message"])
    raise AssertionError(f"the request was allowed, and AWS answers {code}")


def bucket(name: str, text: bytes = b"1") -> str:
    aws("s3").create_bucket(Bucket=name)
    aws("s3").put_object(Bucket=name, Key="a/1", Body=text)
    return f"arn:aws:s3:::{name}"


def table(name: str) -> str:
    made = aws("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return str(made["TableDescription"]["TableArn"])


def queue(name: str, **attributes: str) -> tuple[str, str]:
    url = aws("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return url, f"arn:aws:sqs:us-east-1:{ACCOUNT}:{name}"


ITEM = {"id": {"S": "1"}}


@check("iam")
def a_role_may_what_its_policy_says_and_nothing_else() -> None:
    arn, other = table("allowed"), table("forbidden")
    who = Session("narrow", {**ALLOW, "Action": ["dynamodb:Put*"], "Resource": arn})
    client = who.aws("dynamodb")
    client.put_item(TableName="allowed", Item=ITEM)
    message = denied("AccessDeniedException", client.put_item, TableName="forbidden", Item=ITEM)
    assert message == (
        f"User: {who.arn} is not authorized to perform: dynamodb:PutItem on resource: {other} "
        "because no identity-based policy allows the dynamodb:PutItem action"
    ), message
    denied("AccessDeniedException", client.get_item, TableName="allowed", Key=ITEM)
    assert who.aws("sts").get_caller_identity()["Arn"] == who.arn


@check("iam")
def a_denial_wins_over_every_permission() -> None:
    arn = table("denied")
    who = Session(
        "torn",
        {**ALLOW, "Action": "*", "Resource": "*"},
        {**DENY, "NotAction": "dynamodb:Get*", "Resource": arn},
    )
    client = who.aws("dynamodb")
    client.get_item(TableName="denied", Key=ITEM)
    message = denied("AccessDeniedException", client.put_item, TableName="denied", Item=ITEM)
    assert message.endswith("with an explicit deny in an identity-based policy"), message


@check("iam")
def attached_policies_boundaries_and_session_policies_count() -> None:
    arn = table("bounded")
    client = aws("iam")
    wide = client.create_policy(
        PolicyName="wide-access", PolicyDocument=policy({**ALLOW, "Action": "dynamodb:*", "Resource": arn})
    )
    bound = client.create_policy(
        PolicyName="bound", PolicyDocument=policy({**ALLOW, "Action": "dynamodb:GetItem", "Resource": "*"})
    )
    who = Session("bounded", PermissionsBoundary=bound["Policy"]["Arn"])
    denied("AccessDeniedException", who.aws("dynamodb").get_item, TableName="bounded", Key=ITEM)
    client.attach_role_policy(RoleName="bounded", PolicyArn=wide["Policy"]["Arn"])
    who.aws("dynamodb").get_item(TableName="bounded", Key=ITEM)
    message = denied("AccessDeniedException", who.aws("dynamodb").put_item, TableName="bounded", Item=ITEM)
    assert message.endswith("because no permissions boundary allows the dynamodb:PutItem action"), message
    client.delete_role_permissions_boundary(RoleName="bounded")
    who.aws("dynamodb").put_item(TableName="bounded", Item=ITEM)
    limited = aws("sts").assume_role(
        RoleArn=who.role,
        RoleSessionName="less",
        Policy=policy({**ALLOW, "Action": "dynamodb:GetItem", "Resource": "*"}),
    )["Credentials"]
    less = boto3.client(
        "dynamodb",
        endpoint_url=endpoint(),
        region_name="us-east-1",
        aws_access_key_id=limited["AccessKeyId"],
        aws_secret_access_key=limited["SecretAccessKey"],
        aws_session_token=limited["SessionToken"],
    )
    less.get_item(TableName="bounded", Key=ITEM)
    message = denied("AccessDeniedException", less.put_item, TableName="bounded", Item=ITEM)
    assert "no session policy" in message, message


@check("iam")
def policies_of_aws_itself_count() -> None:
    table("managed")
    who = Session("managed")
    denied("AccessDeniedException", who.aws("dynamodb").scan, TableName="managed")
    aws("iam").attach_role_policy(
        RoleName="managed", PolicyArn="arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"
    )
    who.aws("dynamodb").scan(TableName="managed")
    denied("AccessDeniedException", who.aws("dynamodb").put_item, TableName="managed", Item=ITEM)


@check("iam")
def a_change_of_a_policy_counts_at_once() -> None:
    arn = table("changing")
    who = Session("changing", {**ALLOW, "Action": "dynamodb:GetItem", "Resource": arn})
    get = who.aws("dynamodb").get_item
    get(TableName="changing", Key=ITEM)
    aws("iam").delete_role_policy(RoleName="changing", PolicyName="own")
    denied("AccessDeniedException", get, TableName="changing", Key=ITEM)


@check("iam")
def users_and_their_groups_are_judged() -> None:
    client = aws("iam")
    client.create_user(UserName="judged")
    key = client.create_access_key(UserName="judged")["AccessKey"]
    own = boto3.client(
        "iam",
        endpoint_url=endpoint(),
        region_name="us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    message = denied("AccessDenied", own.list_roles)
    assert message.startswith(f"User: arn:aws:iam::{ACCOUNT}:user/judged is not authorized"), message
    client.create_group(GroupName="readers")
    client.put_group_policy(
        GroupName="readers",
        PolicyName="own",
        PolicyDocument=policy({**ALLOW, "Action": "iam:List*", "Resource": "*"}),
    )
    client.add_user_to_group(GroupName="readers", UserName="judged")
    own.list_roles()


@check("iam")
def policies_of_resources_allow_and_deny() -> None:
    arn = bucket("by-policy")
    who = Session("by-policy")
    get = functools.partial(who.aws("s3").get_object, Bucket="by-policy", Key="a/1")
    message = denied("AccessDenied", get)
    assert message == (
        f'User: {who.arn} is not authorized to perform: s3:GetObject on resource: "{arn}/a/1" '
        "because no identity-based policy allows the s3:GetObject action"
    ), message
    read = {"Principal": {"AWS": who.role}, "Action": "s3:GetObject", "Resource": f"{arn}/*"}

    def put(*statements: Statement) -> None:
        aws("s3").put_bucket_policy(Bucket="by-policy", Policy=policy(*statements))

    put({**ALLOW, **read, "Principal": {"AWS": ROOT}})
    denied("AccessDenied", get)
    put({**ALLOW, **read})
    get()
    put(
        {**ALLOW, **read},
        {**DENY, **read, "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
    )
    get()
    put({**ALLOW, **read}, {**DENY, **read, "Principal": "*"})
    assert denied("AccessDenied", get).endswith("with an explicit deny in a resource-based policy")

    url, queue_arn = queue("by-policy")
    send = functools.partial(who.aws("sqs").send_message, QueueUrl=url, MessageBody="1")
    message = denied("AccessDenied", send)
    assert "sqs:sendmessage on resource: " + queue_arn in message, message
    grant = policy(
        {**ALLOW, "Principal": {"AWS": who.role}, "Action": "sqs:SendMessage", "Resource": queue_arn}
    )
    aws("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": grant})
    send()


@check("iam")
def objects_need_the_actions_of_s3() -> None:
    arn, second = bucket("objects-one"), bucket("objects-two")
    who = Session("objects", {**ALLOW, "Action": "s3:GetObject", "Resource": f"{arn}/*"})
    client = who.aws("s3")
    client.get_object(Bucket="objects-one", Key="a/1")
    client.head_object(Bucket="objects-one", Key="a/1")
    # Whoever may not list a bucket does not learn what is missing from it.
    message = denied("AccessDenied", client.get_object, Bucket="objects-one", Key="missing")
    assert "s3:ListBucket" in message, message
    denied("AccessDenied", client.list_objects_v2, Bucket="objects-one")
    denied("AccessDenied", client.list_buckets)
    source = {"Bucket": "objects-one", "Key": "a/1"}
    copy = functools.partial(client.copy_object, Bucket="objects-two", Key="copy", CopySource=source)
    assert "s3:PutObject" in denied("AccessDenied", copy)
    who.may({**ALLOW, "Action": "s3:PutObject", "Resource": f"{second}/*"})
    assert "s3:GetObject" in denied("AccessDenied", copy)
    who.may(
        {**ALLOW, "Action": "s3:PutObject", "Resource": f"{second}/*"},
        {**ALLOW, "Action": "s3:GetObject", "Resource": f"{arn}/a/*"},
        {
            **ALLOW,
            "Action": "s3:ListBucket",
            "Resource": arn,
            "Condition": {"StringLike": {"s3:prefix": "a/*"}},
        },
    )
    copy()
    client.create_multipart_upload(Bucket="objects-two", Key="large")
    client.list_objects_v2(Bucket="objects-one", Prefix="a/")
    denied("AccessDenied", client.list_objects_v2, Bucket="objects-one", Prefix="b/")
    denied("AccessDenied", client.delete_object, Bucket="objects-two", Key="copy")


@check("iam")
def tables_of_batches_and_statements_are_judged_one_by_one() -> None:
    one, _ = table("batch-one"), table("batch-two")
    who = Session(
        "batches",
        {
            **ALLOW,
            "Action": ["dynamodb:BatchWriteItem", "dynamodb:PutItem", "dynamodb:PartiQLInsert"],
            "Resource": one,
        },
    )
    client = who.aws("dynamodb")
    put = [{"PutRequest": {"Item": ITEM}}]
    client.batch_write_item(RequestItems={"batch-one": put})
    denied(
        "AccessDeniedException", client.batch_write_item, RequestItems={"batch-one": put, "batch-two": put}
    )
    part = {"Put": {"TableName": "batch-one", "Item": {"id": {"S": "2"}}}}
    client.transact_write_items(TransactItems=[part])
    other = {"Delete": {"TableName": "batch-one", "Key": {"id": {"S": "3"}}}}
    message = denied("AccessDeniedException", client.transact_write_items, TransactItems=[part, other])
    assert "dynamodb:DeleteItem" in message, message
    client.execute_statement(Statement="INSERT INTO \"batch-one\" VALUE {'id': '4'}")
    message = denied("AccessDeniedException", client.execute_statement, Statement='SELECT * FROM "batch-one"')
    assert "dynamodb:PartiQLSelect" in message, message


@check("iam")
def messages_events_calls_and_logs_are_judged_by_what_they_are_for() -> None:
    topic = aws("sns").create_topic(Name="judged")["TopicArn"]
    url, queue_arn = queue("judged")
    aws("events").create_event_bus(Name="judged")
    aws("logs").create_log_group(logGroupName="judged")
    aws("iam").create_role(RoleName="of-judged", AssumeRolePolicyDocument=assumed_by("lambda.amazonaws.com"))
    called = aws("lambda").create_function(
        FunctionName="judged",
        Role=f"arn:aws:iam::{ACCOUNT}:role/of-judged",
        Runtime="nodejs22.x",
        Handler="index.handler",
        Code={"ZipFile": archive()},
    )["FunctionArn"]
    who = Session("messenger")
    batch = [{"Id": "1", "MessageBody": "1"}]
    entry = {"EventBusName": "judged", "Source": "shop", "DetailType": "Ordered", "Detail": "{}"}
    asked: list[tuple[str, str, Callable[..., Any], dict[str, Any]]] = [
        ("AuthorizationError", "SNS:Publish", who.aws("sns").publish, {"TopicArn": topic, "Message": "1"}),
        (
            "AccessDenied",
            "sqs:sendmessage",
            who.aws("sqs").send_message_batch,
            {"QueueUrl": url, "Entries": batch},
        ),
        ("AccessDeniedException", "events:PutEvents", who.aws("events").put_events, {"Entries": [entry]}),
        (
            "AccessDeniedException",
            "lambda:InvokeFunction",
            who.aws("lambda").invoke,
            {"FunctionName": "judged"},
        ),
        (
            "AccessDeniedException",
            "logs:CreateLogStream",
            who.aws("logs").create_log_stream,
            {"logGroupName": "judged", "logStreamName": "1"},
        ),
        (
            "AccessDenied",
            "cloudwatch:PutMetricData",
            who.aws("cloudwatch").put_metric_data,
            {"Namespace": "Shop", "MetricData": [{"MetricName": "Orders", "Value": 1}]},
        ),
    ]
    for code, action, request, params in asked:
        message = denied(code, request, **params)
        assert f"is not authorized to perform: {action}" in message, message
    who.may(
        {**ALLOW, "Action": "sns:Publish", "Resource": topic},
        {**ALLOW, "Action": "sqs:SendMessage", "Resource": queue_arn},
        {
            **ALLOW,
            "Action": "events:PutEvents",
            "Resource": f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/judged",
            "Condition": {"StringEquals": {"events:source": "shop"}},
        },
        {**ALLOW, "Action": "lambda:InvokeFunction", "Resource": [called, f"{called}:*"]},
        {**ALLOW, "Action": "logs:*", "Resource": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:judged:*"},
        {
            **ALLOW,
            "Action": "cloudwatch:PutMetricData",
            "Resource": "*",
            "Condition": {"StringEquals": {"cloudwatch:namespace": "Shop"}},
        },
    )
    for _, _, request, params in asked:
        request(**params)
    denied("AccessDeniedException", who.aws("events").put_events, Entries=[entry | {"Source": "other"}])
    ec2 = denied("UnauthorizedOperation", who.aws("ec2").describe_vpcs)
    assert ec2.startswith("You are not authorized to perform this operation. User: "), ec2


@check("iam")
def roles_are_assumed_by_whom_they_trust() -> None:
    target = f"arn:aws:iam::{ACCOUNT}:role/trusting"
    who = Session("assuming", {**ALLOW, "Action": "sts:AssumeRole", "Resource": target})
    named = policy({**ALLOW, "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"})
    aws("iam").create_role(RoleName="trusting", AssumeRolePolicyDocument=named)
    assume = functools.partial(who.aws("sts").assume_role, RoleArn=target, RoleSessionName="next")
    denied("AccessDenied", assume)
    aws("iam").update_assume_role_policy(RoleName="trusting", PolicyDocument=trusting())
    assume()
    aws("iam").delete_role_policy(RoleName="assuming", PolicyName="own")
    denied("AccessDenied", assume)
