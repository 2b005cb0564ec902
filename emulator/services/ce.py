"""Cost Explorer: anomaly detection."""

import uuid

from emulator.registry import Call, Params, Service

ce = Service("ce", worldwide=True)

ce.tagging(
    arn="ResourceArn",
    keys="ResourceTagKeys",
    tags="ResourceTags",
    pair=("Key", "Value"),
    why="Anomaly monitors and subscriptions have no tags.",
)

MONITOR, SUBSCRIPTION = "UnknownMonitorException", "UnknownSubscriptionException"


@ce.operation("CreateAnomalyMonitor")
def create_monitor(call: Call) -> Params:
    """Anomaly monitors are not implemented."""
    arn = call.arn(f"anomalymonitor/{uuid.uuid4()}")
    call.records("anomaly monitor")[arn] = {**call["AnomalyMonitor"], "MonitorArn": arn}
    call.tag(arn, call.get("ResourceTags"))
    return {"MonitorArn": arn}


@ce.operation("GetAnomalyMonitors")
def get_monitors(call: Call) -> Params:
    """Anomaly monitors are not implemented."""
    held = call.records("anomaly monitor")
    arns = call.get("MonitorArnList") or list(held)
    return {"AnomalyMonitors": [held.find(arn, MONITOR) for arn in arns]}


@ce.operation("UpdateAnomalyMonitor")
def update_monitor(call: Call) -> Params:
    """Anomaly monitors are not implemented."""
    call.records("anomaly monitor").find(call["MonitorArn"], MONITOR).update(call.params)
    return call.pick("MonitorArn")


@ce.operation("DeleteAnomalyMonitor")
def delete_monitor(call: Call) -> Params:
    """Anomaly monitors are not implemented."""
    call.records("anomaly monitor").find(call["MonitorArn"], MONITOR)
    del call.records("anomaly monitor")[call["MonitorArn"]]
    return {}


@ce.operation("CreateAnomalySubscription")
def create_subscription(call: Call) -> Params:
    """Anomaly subscriptions are not implemented."""
    arn = call.arn(f"anomalysubscription/{uuid.uuid4()}")
    subscription = {**call["AnomalySubscription"], "SubscriptionArn": arn, "AccountId": call.account}
    call.records("anomaly subscription")[arn] = subscription
    call.tag(arn, call.get("ResourceTags"))
    return {"SubscriptionArn": arn}


@ce.operation("GetAnomalySubscriptions")
def get_subscriptions(call: Call) -> Params:
    """Anomaly subscriptions are not implemented."""
    held = call.records("anomaly subscription")
    arns = call.get("SubscriptionArnList") or list(held)
    return {"AnomalySubscriptions": [held.find(arn, SUBSCRIPTION) for arn in arns]}


@ce.operation("UpdateAnomalySubscription")
def update_subscription(call: Call) -> Params:
    """Anomaly subscriptions are not implemented."""
    call.records("anomaly subscription").find(call["SubscriptionArn"], SUBSCRIPTION).update(call.params)
    return call.pick("SubscriptionArn")


@ce.operation("DeleteAnomalySubscription")
def delete_subscription(call: Call) -> Params:
    """Anomaly subscriptions are not implemented."""
    call.records("anomaly subscription").find(call["SubscriptionArn"], SUBSCRIPTION)
    del call.records("anomaly subscription")[call["SubscriptionArn"]]
    return {}


@ce.operation("UpdateCostAllocationTagsStatus")
def update_allocation_tags(call: Call) -> Params:
    """Cost allocation tags are not implemented."""
    held = call.notes("cost allocation tag")  # a property of tags that are there anyway, and no resource
    for entry in call["CostAllocationTagsStatus"]:
        held[entry["TagKey"]] = {**entry, "Type": "UserDefined"}
    return {"Errors": []}


@ce.operation("ListCostAllocationTags")
def list_allocation_tags(call: Call) -> Params:
    """Cost allocation tags are not implemented."""
    held = call.notes("cost allocation tag")
    keys = call.get("TagKeys") or list(held)
    inactive = {"Type": "UserDefined", "Status": "Inactive"}
    return {"CostAllocationTags": [held.get(key, {"TagKey": key, **inactive}) for key in keys]}
