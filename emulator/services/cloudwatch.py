"""CloudWatch: its newer protocol, and composite alarms."""

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
