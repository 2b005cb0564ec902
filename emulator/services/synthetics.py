"""CloudWatch Synthetics: canaries, which are kept but never run."""

import uuid

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import TAGS

synthetics = Service("synthetics")

synthetics.tagging(arn="ResourceArn", why="Canaries have no tags.")

SETTINGS = (
    "ArtifactS3Location",
    "ExecutionRoleArn",
    "RuntimeVersion",
    "Schedule",
    "ArtifactConfig",
    "SuccessRetentionPeriodInDays",
    "FailureRetentionPeriodInDays",
)


@synthetics.operation("CreateCanary")
def create_canary(call: Call) -> Params:
    """Times are strings, which this protocol does not allow; most settings are dropped."""
    name, own = call["Name"], str(uuid.uuid4())
    canary = {
        "Name": name,
        "Id": own,
        "SuccessRetentionPeriodInDays": 31,
        "FailureRetentionPeriodInDays": 31,
        **call.pick(*SETTINGS),
        "RunConfig": {
            "TimeoutInSeconds": 300,
            "MemoryInMB": 1000,
            "ActiveTracing": False,
            **call.get("RunConfig", {}),
        },
        "Code": code(call),
        "EngineArn": call.arn(f"function:cwsyn-{name}-{own}:1", "lambda"),
        "Status": {"State": "READY"},
        "Timeline": {"Created": now(), "LastModified": now()},
    }
    call.records("canary")[name] = canary
    TAGS[arn_of(call, name)] = {}
    call.tag(arn_of(call, name), call.get("Tags"))
    return {"Canary": answer(call, canary)}


def arn_of(call: Call, name: str) -> str:
    """A canary's ARN; it is not part of its description."""
    return call.arn(f"canary:{name}")


def code(call: Call) -> Params:
    """What a canary answers about its script: never the script itself."""
    layer = call.arn(f"layer:cwsyn-{call['Name']}:1", "lambda")
    return {"Handler": call["Code"].get("Handler"), "SourceLocationArn": layer}


def answer(call: Call, canary: Params) -> Params:
    """A canary with its tags."""
    return {**canary, "Tags": dict(TAGS[arn_of(call, canary["Name"])])}


@synthetics.operation("GetCanary")
def get_canary(call: Call) -> Params:
    """Times are strings, which this protocol does not allow; most settings are dropped."""
    return {"Canary": answer(call, call.records("canary").find(call["Name"]))}


@synthetics.operation("UpdateCanary")
def update_canary(call: Call) -> Params:
    """Canaries can't be changed."""
    canary = call.records("canary").find(call["Name"])
    canary.update(call.pick(*SETTINGS))
    canary["RunConfig"].update(call.get("RunConfig", {}))
    canary["Timeline"]["LastModified"] = now()
    if "Code" in call.params:
        canary["Code"] = code(call)
    function, version = canary["EngineArn"].rsplit(":", 1)
    canary["EngineArn"] = f"{function}:{int(version) + 1}"
    return {}


@synthetics.operation("StartCanary", "StopCanary")
def switch_canary(call: Call) -> Params:
    """Canaries can't be started or stopped."""
    state = "RUNNING" if call.operation == "StartCanary" else "STOPPED"
    call.records("canary").find(call["Name"])["Status"] = {"State": state}
    return {}


@synthetics.operation("DeleteCanary")
def delete_canary(call: Call) -> Params:
    """Canaries made here must be deleted here."""
    call.records("canary").find(call["Name"])
    del call.records("canary")[call["Name"]]
    return {}
