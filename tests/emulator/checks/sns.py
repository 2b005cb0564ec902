"""Checks of the corrections in emulator/services for sns."""

import json

from .support import ACCOUNT, archive, aws, check, function, let_in, permit, queue, refuses


@check("sns")
def topics_keep_roles_and_scopes() -> None:
    client = aws("sns")
    role = f"arn:aws:iam::{ACCOUNT}:role/delivery"
    attributes = {"FifoTopic": "true", "SQSFailureFeedbackRoleArn": role}
    arn = client.create_topic(Name="ledger.fifo", Attributes=attributes)["TopicArn"]
    client.set_topic_attributes(
        TopicArn=arn, AttributeName="FifoThroughputScope", AttributeValue="MessageGroup"
    )
    found = client.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert (found["SQSFailureFeedbackRoleArn"], found["FifoThroughputScope"]) == (role, "MessageGroup"), found
    client.set_topic_attributes(TopicArn=arn, AttributeName="SQSFailureFeedbackRoleArn", AttributeValue="")
    assert "SQSFailureFeedbackRoleArn" not in client.get_topic_attributes(TopicArn=arn)["Attributes"]


@check("sns")
def filters_know_blocks_and_ignore_case() -> None:
    client, queues = aws("sns"), aws("sqs")
    topic = client.create_topic(Name="filtered")["TopicArn"]
    url = queue("filtered", "sns.amazonaws.com")
    endpoint = f"arn:aws:sqs:us-east-1:{ACCOUNT}:filtered"
    policy = {"ip": [{"cidr": "10.0.0.0/24"}], "kind": [{"equals-ignore-case": "Paid"}]}
    attributes = {"FilterPolicy": json.dumps(policy), "RawMessageDelivery": "true"}
    client.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=endpoint, Attributes=attributes)
    for ip, kind in (("10.0.0.7", "PAID"), ("10.0.1.7", "paid"), ("none", "paid"), ("10.0.0.8", "open")):
        given = {"ip": ip, "kind": kind}
        sent = {name: {"DataType": "String", "StringValue": value} for name, value in given.items()}
        client.publish(TopicArn=topic, Message=f"{ip} {kind}", MessageAttributes=sent)
    got = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    assert [message["Body"] for message in got] == ["10.0.0.7 PAID"], got


@check("sns")
def functions_get_the_message_as_it_is() -> None:
    client, logs = aws("sns"), aws("logs")
    function(
        "told",
        Code={"ZipFile": archive("exports.handler = async (event) => console.log(JSON.stringify(event))")},
    )
    permit("role-told", "logs:CreateLogStream", "logs:PutLogEvents")
    let_in("told", "sns.amazonaws.com")
    logs.create_log_group(logGroupName="/aws/lambda/told")
    topic = client.create_topic(Name="told")["TopicArn"]
    endpoint = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:told"
    client.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=endpoint)
    client.publish(TopicArn=topic, Message="hello")
    written = logs.filter_log_events(logGroupName="/aws/lambda/told")["events"]
    assert any(topic in event["message"] and "hello" in event["message"] for event in written), written


@check("sns")
def filters_have_no_operator_of_patterns() -> None:
    client = aws("sns")
    topic = client.create_topic(Name="misfiltered")["TopicArn"]
    endpoint = f"arn:aws:sqs:us-east-1:{ACCOUNT}:misfiltered"
    for rule in (
        {"anything-but": {"suffix": "a"}},
        {"anything-but": {"prefix": ["a"]}},
        {"prefix": {"equals-ignore-case": "a"}},
        {"wildcard": "a*"},
        {"cidr": "10.0.0.0"},
    ):
        attributes = {"FilterPolicy": json.dumps({"kind": [rule]})}
        refuses(
            "InvalidParameter",
            client.subscribe,
            TopicArn=topic,
            Protocol="sqs",
            Endpoint=endpoint,
            Attributes=attributes,
        )
    nested = {"$or": [{"a": ["x"]}, {"b": [{"anything-but": {"prefix": "y"}}, {"numeric": [">", 1]}]}]}
    attributes = {"FilterPolicy": json.dumps(nested), "FilterPolicyScope": "MessageBody"}
    client.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=endpoint, Attributes=attributes)
