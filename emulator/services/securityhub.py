"""Security Hub: its settings and standards."""

from emulator.registry import Call, Params, Service

securityhub = Service("securityhub")


@securityhub.operation("UpdateSecurityHubConfiguration")
def update_hub(call: Call) -> Params:
    """The hub's settings can't be changed."""
    call.notes("hub")["settings"] = call.pick("AutoEnableControls", "ControlFindingGenerator")
    return {}


@securityhub.after("DescribeHub")
def answer_hub(call: Call, answer: Params) -> None:
    """The hub's settings can't be changed."""
    answer.update(call.notes("hub").get("settings", {}))


@securityhub.after("DisableSecurityHub")
def forget_hub(call: Call, _answer: Params) -> None:
    """A hub that is turned on again has its old settings."""
    call.notes("hub").clear()
    call.records("standards subscription").clear()


@securityhub.operation("BatchEnableStandards")
def enable_standards(call: Call) -> Params:
    """Standards are not implemented."""
    enabled = []
    for request in call["StandardsSubscriptionRequests"]:
        name = request["StandardsArn"].split("::")[-1].replace("standards/", "")
        subscription = {
            "StandardsSubscriptionArn": call.arn(f"subscription/{name}"),
            "StandardsArn": request["StandardsArn"],
            "StandardsInput": request.get("StandardsInput", {}),
            "StandardsStatus": "READY",
        }
        call.records("standards subscription")[subscription["StandardsSubscriptionArn"]] = subscription
        enabled.append(subscription)
    return {"StandardsSubscriptions": enabled}


@securityhub.operation("GetEnabledStandards")
def get_standards(call: Call) -> Params:
    """Standards are not implemented."""
    wanted = call.get("StandardsSubscriptionArns")
    held = call.records("standards subscription").items()
    return {"StandardsSubscriptions": [one for arn, one in held if not wanted or arn in wanted]}


@securityhub.operation("BatchDisableStandards")
def disable_standards(call: Call) -> Params:
    """Standards are not implemented."""
    held = call.records("standards subscription")
    disabled = [held.pop(arn) for arn in call["StandardsSubscriptionArns"] if arn in held]
    return {"StandardsSubscriptions": [{**one, "StandardsStatus": "DELETING"} for one in disabled]}
