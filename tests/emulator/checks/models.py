"""Checks that requests are held against AWS's models, in each protocol."""

import json
import urllib.error
from urllib.parse import urlencode

from .support import ROLE, archive, ask, check, refuses, unchecked


@check("models")
def names_follow_their_pattern() -> None:
    document = '{"Version": "2012-10-17", "Statement": []}'
    told = refuses(
        "ValidationError",
        lambda: unchecked("iam").create_role(RoleName="two words", AssumeRolePolicyDocument=document),
    )
    assert told.startswith(
        "1 validation error detected: Value 'two words' at 'roleName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: "
    ), told


@check("models")
def required_members_are_required() -> None:
    told = refuses("ValidationException", lambda: unchecked("kms").create_alias(AliasName="alias/a"))
    assert "Value null at 'targetKeyId' failed to satisfy constraint: Member must not be null" in told, told
    told = refuses("MissingParameter", lambda: unchecked("ec2").create_subnet(CidrBlock="10.0.0.0/24"))
    assert told == "The request must contain the parameter VpcId", told


@check("models")
def texts_have_their_lengths() -> None:
    client = unchecked("lambda")
    refuses(
        "ValidationException",
        lambda: client.create_function(
            FunctionName="long",
            Role=ROLE,
            Runtime="nodejs22.x",
            Handler="h" * 129,
            Code={"ZipFile": archive()},
        ),
    )
    refuses(
        "InvalidParameterException",
        lambda: unchecked("logs").create_log_group(logGroupName="g" * 513),
    )


@check("models")
def numbers_have_their_ranges() -> None:
    client = unchecked("lambda")
    told = refuses(
        "ValidationException",
        lambda: client.create_function(
            FunctionName="patient",
            Role=ROLE,
            Runtime="nodejs22.x",
            Handler="index.handler",
            Timeout=0,
            MemorySize=127,
            Code={"ZipFile": archive()},
        ),
    )
    assert told.startswith("2 validation errors detected: "), told
    assert "Member must have value greater than or equal to 1;" in told, told


@check("models")
def values_are_those_of_the_model() -> None:
    keys = {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "BillingMode": "FREE"}
    told = refuses(
        "ValidationException",
        lambda: unchecked("dynamodb").create_table(
            TableName="free", AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}], **keys
        ),
    )
    assert "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]" in told, told
    refuses(
        "InvalidParameterValue",
        lambda: unchecked("ec2").create_vpc(CidrBlock="10.0.0.0/16", InstanceTenancy="shared"),
    )
    refuses(
        "ValidationError",
        lambda: unchecked("cloudwatch").put_metric_alarm(
            AlarmName="odd", ComparisonOperator="NotEqual", EvaluationPeriods=1
        ),
    )


@check("models")
def nested_members_are_looked_at() -> None:
    tags = [{"Key": "k" * 129, "Value": "v"}]
    told = refuses("ValidationException", lambda: unchecked("kms").create_key(Tags=[{"TagKey": ""}]))
    assert "at 'tags.1.member.tagKey'" in told and "at 'tags.1.member.tagValue'" in told, told
    refuses("ValidationException", lambda: unchecked("secretsmanager").create_secret(Name="s", Tags=tags))
    refuses(
        "InvalidInput",
        lambda: unchecked("route53").change_resource_record_sets(
            HostedZoneId="Z1", ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": {}}]}
        ),
    )


def answer(service: str, path: str, headers: dict[str, str], body: str) -> tuple[int, str]:
    """Status and text of the answer to a request that no SDK would send."""
    try:
        with ask(service, path, headers, body.encode()) as found:
            return found.status, found.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@check("models")
def members_that_the_model_lacks_are_refused() -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    query = {"Action": "CreateVpc", "Version": "2016-11-15", "CidrBlock": "10.0.0.0/16", "Colour": "red"}
    status, text = answer("ec2", "/", form, urlencode(query))
    assert (status, "<Code>UnknownParameter</Code>" in text) == (400, True), text
    query = {"Action": "CreateTopic", "Version": "2010-03-31", "Name": "t", "Attributes.entry.1.name": "x"}
    status, text = answer("sns", "/", form, urlencode(query))
    assert (status, "<Code>ValidationError</Code>" in text) == (400, True), text
    target = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AmazonSQS.CreateQueue"}
    status, text = answer("sqs", "/", target, json.dumps({"QueueName": "q", "Colour": "red"}))
    assert (status, "Colour" in text) == (400, True), text
    status, text = answer(
        "cloudfront",
        "/2020-05-31/origin-access-control",
        {"Content-Type": "application/xml"},
        "<OriginAccessControlConfig><Colour>red</Colour></OriginAccessControlConfig>",
    )
    assert (status, "<Code>MalformedInput</Code>" in text) == (400, True), text


@check("models")
def types_are_those_of_the_model() -> None:
    target = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AmazonSQS.CreateQueue"}
    status, text = answer("sqs", "/", target, json.dumps({"QueueName": ["q"]}))
    assert (status, "SerializationException" in text) == (400, True), text
    xml = {"Content-Type": "application/xml"}
    status, text = answer("route53", "/2013-04-01/hostedzone", xml, "<CreateHostedZoneRequest>")
    assert (status, "<Code>InvalidInput</Code>" in text) == (400, True), text
