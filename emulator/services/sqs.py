"""SQS: policies of a queue."""

from emulator.registry import Call, Params, Service

sqs = Service("sqs")
KEPT = ("Policy", "RedrivePolicy", "RedriveAllowPolicy")


@sqs.after("CreateQueue")
def remember_new_queue(call: Call, answer: Params) -> None:
    """RedriveAllowPolicy is ignored, RedrivePolicy rewritten (noted here, answered below)."""
    call.notes("queue")[answer["QueueUrl"]] = {}
    remember(call, answer["QueueUrl"])


@sqs.after("SetQueueAttributes")
def remember_attributes(call: Call, _answer: Params) -> None:
    """Policy is lost when another attribute is set (noted here, answered below)."""
    remember(call, call["QueueUrl"])


def remember(call: Call, url: str) -> None:
    """Keeps the policies among the attributes that a request sets."""
    given = {name: value for name, value in (call.get("Attributes") or {}).items() if name in KEPT}
    call.notes("queue").setdefault(url, {}).update(given)


def kept(call: Call) -> Params:
    """The policies of a queue; a policy is removed by setting it to nothing."""
    return {name: value for name, value in call.notes("queue").get(call["QueueUrl"], {}).items() if value}


@sqs.before("GetQueueAttributes")
def answer_redrive_allow_policy(call: Call) -> Params | None:
    """Asked for RedriveAllowPolicy alone, moto refuses the name."""
    if call.get("AttributeNames") != ["RedriveAllowPolicy"]:
        return None
    return {"Attributes": {name: v for name, v in kept(call).items() if name == "RedriveAllowPolicy"}}


@sqs.after("GetQueueAttributes")
def answer_policies(call: Call, answer: Params) -> None:
    """Policy and RedrivePolicy come back changed or not at all."""
    wanted = call.get("AttributeNames") or []
    asked = {name: v for name, v in kept(call).items() if "All" in wanted or name in wanted}
    answer.setdefault("Attributes", {}).update(asked)
