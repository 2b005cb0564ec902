"""Checks of emulator/refusals for policies and definitions that have grown too long."""

import json
from typing import Any

from .refused_edge import record
from .refused_network import group, rule
from .refused_workloads import task
from .support import ACCOUNT, aws, check, function, refuses, role_of


def admitting(count: int) -> str:
    """A policy with a statement for each of some accounts."""
    statements = [
        {
            "Sid": f"Account{number}",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{100000000000 + number}:root"},
            "Action": "*",
            "Resource": "*",
        }
        for number in range(count)
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


@check("lambda")
def policies_of_functions_have_20_kb() -> None:
    function("called")
    add = aws("lambda").add_permission
    aws("lambda").publish_version(FunctionName="called")
    aws("lambda").create_alias(FunctionName="called", Name="live", FunctionVersion="1")

    def permit(number: int, **settings: Any) -> None:
        source = f"arn:aws:sns:us-east-1:{ACCOUNT}:{'topic' * 20}-{number}"
        permission = {"Action": "lambda:InvokeFunction", "Principal": "sns.amazonaws.com", **settings}
        add(FunctionName="called", StatementId=f"s{number}", SourceArn=source, **permission)

    for number in range(45):
        permit(number, Qualifier="live")
    permit(45)

    def more() -> None:
        for number in range(46, 80):
            permit(number, Qualifier="live")

    refuses("PolicyLengthExceededException", more)


@check("ecs")
def task_definitions_have_64_kib() -> None:
    def define(size: int) -> None:
        variables = [{"name": "TEXT", "value": "x" * size}]
        container = {"name": "app", "image": "nginx", "memory": 128, "environment": variables}
        aws("ecs").register_task_definition(family="long", containerDefinitions=[container])

    define(60_000)
    refuses("ClientException", define, 66_000)


@check("events")
def policies_of_buses_have_10240_characters() -> None:
    client = aws("events")
    client.create_event_bus(Name="admitting")
    refuses(
        "PolicyLengthExceededException",
        client.put_permission,
        EventBusName="admitting",
        Policy=admitting(100),
    )


@check("sqs")
def policies_of_queues_have_20_statements_and_8192_bytes() -> None:
    client = aws("sqs")
    url = client.create_queue(QueueName="admitting")["QueueUrl"]

    def admit(policy: str) -> None:
        client.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})

    admit(admitting(20))
    topics = [f"arn:aws:sns:us-east-1:{ACCOUNT}:topic-{number}" for number in range(200)]
    long = json.loads(admitting(1))
    long["Statement"][0]["Condition"] = {"ArnLike": {"aws:SourceArn": topics}}
    for policy in (admitting(21), json.dumps(long), "no policy"):
        refuses("InvalidAttributeValue", admit, policy)


@check("wafv2")
def sets_have_10000_blocks_and_none_of_all_addresses() -> None:
    def create(*blocks: str, version: str = "IPV4") -> None:
        aws("wafv2").create_ip_set(
            Name=f"set-{len(blocks)}-{version}",
            Scope="REGIONAL",
            IPAddressVersion=version,
            Addresses=list(blocks),
        )

    create("203.0.113.0/24")
    invalid = "WAFInvalidParameterException"
    for block in ("0.0.0.0/0", "203.0.113.7", "203.0.113.7/24", "2001:db8::/32"):
        refuses(invalid, create, block)
    refuses(invalid, create, "203.0.113.0/24", version="IPV6")
    many = [f"10.{number >> 8}.{number & 255}.0/24" for number in range(10_001)]
    refuses("WAFLimitsExceededException", create, *many)


@check("route53")
def texts_have_parts_of_255_characters() -> None:
    zone = aws("route53").create_hosted_zone(Name="texts.example.com", CallerReference="texts")
    here = zone["HostedZone"]["Id"]
    # The provider puts no space between the parts.
    for between in ("", " "):
        parts = ['"' + "x" * 255 + '"'] * 15
        record(here, "split.texts.example.com", "TXT", between.join(parts))
    invalid = "InvalidChangeBatch"
    refuses(invalid, record, here, "long.texts.example.com", "TXT", '"' + "x" * 256 + '""y"')


@check("ec2")
def groups_have_60_rules_and_refuse_all_of_a_request() -> None:
    client, identifier = aws("ec2"), group("crowded")
    sources = [{"CidrIp": f"10.0.{number}.0/24"} for number in range(80)]
    two = [rule(IpRanges=sources[:40]), rule(IpRanges=sources[40:], FromPort=80, ToPort=80)]
    refuses(
        "RulesPerSecurityGroupLimitExceeded",
        client.authorize_security_group_ingress,
        GroupId=identifier,
        IpPermissions=two,
    )
    held = client.describe_security_groups(GroupIds=[identifier])["SecurityGroups"][0]
    assert held["IpPermissions"] == []


@check("ecs")
def roles_of_tasks_are_assumed_by_ecs() -> None:
    role = role_of("of-no-task")
    for name in ("taskRoleArn", "executionRoleArn"):
        refuses("ClientException", task, "unassumed", **{name: role})


@check("wafv2")
def groups_of_rules_fit_their_capacity() -> None:
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True}
    rules = [
        {
            "Name": f"r{number}",
            "Priority": number,
            "Statement": {"GeoMatchStatement": {"CountryCodes": ["DE"]}},
            "Action": {"Block": {}},
            "VisibilityConfig": {**seen, "MetricName": f"m{number}"},
        }
        for number in range(3)
    ]

    def create(capacity: int) -> None:
        aws("wafv2").create_rule_group(
            Name=f"of-{capacity}",
            Scope="REGIONAL",
            Capacity=capacity,
            Rules=rules,
            VisibilityConfig={**seen, "MetricName": "all"},
        )

    create(3)
    for capacity in (2, 5001):
        refuses("WAFLimitsExceededException", create, capacity)
