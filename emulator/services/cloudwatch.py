"""CloudWatch: its newer protocol, and composite alarms."""

import json
from typing import Any

from emulator.clock import now
from emulator.registry import Call, Params, Service, tag_list
from emulator.state import TAGS

cloudwatch = Service(
    "cloudwatch",
    cbor="The SDK for Go, and so the AWS provider, speaks CBOR, which moto does not understand.",
)


@cloudwatch.operation("PutCompositeAlarm")
def put_composite_alarm(call: Call) -> Params:
    """Composite alarms are not implemented."""
    name = call["AlarmName"]
    alarm = {
        **{key: value for key, value in call.params.items() if key != "Tags"},
        "AlarmArn": call.arn(f"alarm:{name}"),
        "StateValue": "OK",
        "ActionsEnabled": call.get("ActionsEnabled", True),
    }
    call.records("composite alarm")[name] = alarm
    call.tag(alarm["AlarmArn"], call.get("Tags"))
    return {}


@cloudwatch.after("DescribeAlarms")
def add_composite_alarms(call: Call, answer: Params) -> None:
    """Composite alarms are not implemented."""
    types, names = call.get("AlarmTypes"), call.get("AlarmNames")
    if not types or "CompositeAlarm" in types:
        alarms = call.records("composite alarm").items()
        answer["CompositeAlarms"] = [alarm for name, alarm in alarms if not names or name in names]


@cloudwatch.after("DescribeAlarms")
def keep_state(call: Call, answer: Params) -> None:
    """Alarms of every state are answered where names and a state are asked for."""
    if state := call.get("StateValue"):
        for kind in ("MetricAlarms", "CompositeAlarms"):
            answer[kind] = [alarm for alarm in answer.get(kind) or [] if alarm["StateValue"] == state]


@cloudwatch.before("DeleteAlarms")
def delete_composite_alarms(call: Call) -> Params | None:
    """Composite alarms are not implemented."""
    deleted = [call.records("composite alarm").pop(name, None) for name in call["AlarmNames"]]
    return {} if all(deleted) else None


@cloudwatch.before("ListTagsForResource", "TagResource", "UntagResource")
def tag_composite_alarms(call: Call) -> Params | None:
    """Composite alarms are not implemented."""
    arn = call["ResourceARN"]
    if arn not in (alarm["AlarmArn"] for alarm in call.records("composite alarm").values()):
        return None
    call.tag(arn, call.get("Tags"))
    for key in call.get("TagKeys") or []:
        TAGS[arn].pop(key, None)
    return {"Tags": tag_list(arn)} if call.operation == "ListTagsForResource" else {}


@cloudwatch.before("SetAlarmState")
def note_state(call: Call) -> None:
    """An alarm that changes its state publishes nothing (the former state is noted here)."""
    alarm = call.backend().alarms.get(call["AlarmName"])
    if alarm is not None:
        call.notes("state of alarm")[call["AlarmName"]] = {"state": alarm.state_value}


@cloudwatch.after("SetAlarmState")
def publish_state(call: Call, _answer: Params) -> None:
    """An alarm that changes its state publishes nothing (its topics get the message here)."""
    from moto.sns import sns_backends

    alarm = call.backend().alarms.get(call["AlarmName"])
    noted = call.notes("state of alarm").pop(call["AlarmName"], None)
    if alarm is None or noted is None or noted["state"] == alarm.state_value or not alarm.actions_enabled:
        return
    actions = {
        "ALARM": alarm.alarm_actions,
        "OK": alarm.ok_actions,
        "INSUFFICIENT_DATA": alarm.insufficient_data_actions,
    }[alarm.state_value]
    message = notification(call, alarm, noted["state"])
    subject = f'{alarm.state_value}: "{alarm.name}" in {call.region}'[:100]
    for arn in actions or []:
        topic = sns_backends[call.account][call.region].topics.get(arn)
        if topic is not None:
            topic.publish(json.dumps(message), subject=subject)


def notification(call: Call, alarm: Any, former: str) -> dict[str, Any]:
    """The message of an alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html."""
    return {
        "AlarmName": alarm.name,
        "AlarmDescription": alarm.description,
        "AWSAccountId": call.account,
        "NewStateValue": alarm.state_value,
        "NewStateReason": alarm.state_reason,
        "StateChangeTime": now().isoformat(timespec="milliseconds") + "+0000",
        "Region": call.region,
        "AlarmArn": alarm.alarm_arn,
        "OldStateValue": former,
    }
