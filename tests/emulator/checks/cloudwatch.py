"""Checks of the corrections in emulator/services for cloudwatch."""

import json

from .support import TAGS, ask, aws, check, queue


@check("cloudwatch")
def cbor_is_understood() -> None:
    from botocore.model import ServiceModel
    from botocore.parsers import PROTOCOL_PARSERS
    from botocore.serialize import SERIALIZERS
    from botocore.session import Session

    model = ServiceModel(Session().get_service_data("cloudwatch"), "cloudwatch")
    operation = model.operation_model("ListDashboards")
    request = SERIALIZERS["smithy-rpc-v2-cbor"]().serialize_to_request(
        {"DashboardNamePrefix": "x"}, operation
    )

    path = "/service/GraniteServiceVersion20100801/operation/ListDashboards"
    headers = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
    with ask("monitoring", path, headers, request["body"]) as answer:
        body = {"body": answer.read(), "headers": {"smithy-protocol": "rpc-v2-cbor"}, "status_code": 200}
    assert (
        PROTOCOL_PARSERS["smithy-rpc-v2-cbor"]().parse(body, operation.output_shape)["DashboardEntries"] == []
    )


@check("cloudwatch")
def composite_alarms_are_kept() -> None:
    client = aws("cloudwatch")
    client.put_metric_alarm(
        AlarmName="a",
        MetricName="m",
        Namespace="n",
        Statistic="Sum",
        Threshold=1.0,
        Period=60,
        EvaluationPeriods=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    client.put_composite_alarm(AlarmName="both", AlarmRule='ALARM("a")', Tags=TAGS)
    found = client.describe_alarms(AlarmNames=["both"], AlarmTypes=["CompositeAlarm"])["CompositeAlarms"][0]
    assert client.list_tags_for_resource(ResourceARN=found["AlarmArn"])["Tags"] == TAGS
    client.delete_alarms(AlarmNames=["both"])
    assert not client.describe_alarms(AlarmTypes=["CompositeAlarm"]).get("CompositeAlarms")


@check("cloudwatch")
def alarms_publish_their_states() -> None:
    topic = aws("sns").create_topic(Name="alerts")["TopicArn"]
    alerts = queue("alerts", "sns.amazonaws.com")
    aws("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn_of(alerts))
    alarms = aws("cloudwatch")
    alarms.put_metric_alarm(
        AlarmName="told",
        MetricName="m",
        Namespace="n",
        Statistic="Sum",
        Threshold=1.0,
        Period=60,
        EvaluationPeriods=1,
        ComparisonOperator="GreaterThanThreshold",
        AlarmActions=[topic],
    )
    for state in ("ALARM", "ALARM", "OK"):  # the same state again is no news, and OK has no actions
        alarms.set_alarm_state(AlarmName="told", StateValue=state, StateReason="x")
    messages = [json.loads(message["Body"]) for message in received(alerts)]
    assert [message["Subject"] for message in messages] == ['ALARM: "told" in us-east-1']
    told = json.loads(messages[0]["Message"])
    assert (told["AlarmName"], told["NewStateValue"]) == ("told", "ALARM")


def arn_of(queue: str) -> str:
    client = aws("sqs")
    return str(
        client.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    )


def received(queue: str) -> list[dict[str, str]]:
    answer = aws("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return list(answer.get("Messages", []))
