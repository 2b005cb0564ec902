"""X-Ray: groups, sampling rules, encryption."""

from typing import Any

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import Missing

xray = Service("xray")

xray.tagging(pair=("Key", "Value"), why="Groups and sampling rules have no tags.")


def find(call: Call, kind: str, name: str | None, arn: str | None, arn_key: str) -> Any:
    """A group or rule by its name or ARN, as the API allows both."""
    for key, record in call.records(kind).items():
        if key == name or record[arn_key] == arn:
            return record
    raise Missing("InvalidRequestException", f"{kind.capitalize()} not found")


@xray.operation("CreateGroup")
def create_group(call: Call) -> Params:
    """Groups are not implemented."""
    group = call.pick("GroupName", "FilterExpression", "InsightsConfiguration")
    group["GroupARN"] = call.arn(f"group/{call['GroupName']}/ABC")
    call.records("group")[call["GroupName"]] = group
    call.tag(group["GroupARN"], call.get("Tags"))
    return {"Group": group}


@xray.operation("GetGroup", "UpdateGroup")
def get_group(call: Call) -> Params:
    """Groups are not implemented."""
    group = find(call, "group", call.get("GroupName"), call.get("GroupARN"), "GroupARN")
    if call.operation == "UpdateGroup":
        group.update(call.pick("FilterExpression", "InsightsConfiguration"))
    return {"Group": group}


@xray.operation("DeleteGroup")
def delete_group(call: Call) -> Params:
    """Groups are not implemented."""
    group = find(call, "group", call.get("GroupName"), call.get("GroupARN"), "GroupARN")
    del call.records("group")[group["GroupName"]]
    return {}


@xray.operation("CreateSamplingRule")
def create_rule(call: Call) -> Params:
    """Sampling rules are not implemented."""
    name = call["SamplingRule"]["RuleName"]
    rule = {**call["SamplingRule"], "RuleARN": call.arn(f"sampling-rule/{name}")}
    call.records("sampling rule")[name] = rule
    call.tag(rule["RuleARN"], call.get("Tags"))
    return {"SamplingRuleRecord": rule_record(rule)}


def rule_record(rule: Params) -> Params:
    """A sampling rule with its times."""
    return {"SamplingRule": rule, "CreatedAt": now(), "ModifiedAt": now()}


@xray.operation("GetSamplingRules")
def get_rules(call: Call) -> Params:
    """Sampling rules are not implemented."""
    return {"SamplingRuleRecords": [rule_record(rule) for rule in call.records("sampling rule").values()]}


@xray.operation("UpdateSamplingRule")
def update_rule(call: Call) -> Params:
    """Sampling rules are not implemented."""
    change = call["SamplingRuleUpdate"]
    rule = find(call, "sampling rule", change.get("RuleName"), change.get("RuleARN"), "RuleARN")
    rule.update(change)
    return {"SamplingRuleRecord": rule_record(rule)}


@xray.operation("DeleteSamplingRule")
def delete_rule(call: Call) -> Params:
    """Sampling rules are not implemented."""
    rule = find(call, "sampling rule", call.get("RuleName"), call.get("RuleARN"), "RuleARN")
    del call.records("sampling rule")[rule["RuleName"]]
    return {"SamplingRuleRecord": rule_record(rule)}


@xray.operation("PutEncryptionConfig", "GetEncryptionConfig")
def encryption(call: Call) -> Params:
    """The account's trace encryption is not implemented."""
    held = call.notes("encryption config")  # a setting that every account has, and no resource
    if call.operation == "PutEncryptionConfig":
        held["default"] = {**call.pick("KeyId", "Type"), "Status": "ACTIVE"}
    return {"EncryptionConfig": held.get("default", {"Type": "NONE", "Status": "ACTIVE"})}
