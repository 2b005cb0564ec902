"""Checks of the corrections in emulator/services for sns."""

from .support import ACCOUNT, archive, aws, check, function


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
def functions_get_the_message_as_it_is() -> None:
    client, logs = aws("sns"), aws("logs")
    function(
        "told",
        Code={"ZipFile": archive("exports.handler = async (event) => console.log(JSON.stringify(event))")},
    )
    logs.create_log_group(logGroupName="/aws/lambda/told")
    topic = client.create_topic(Name="told")["TopicArn"]
    endpoint = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:told"
    client.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=endpoint)
    client.publish(TopicArn=topic, Message="hello")
    written = logs.filter_log_events(logGroupName="/aws/lambda/told")["events"]
    assert any(topic in event["message"] and "hello" in event["message"] for event in written), written
