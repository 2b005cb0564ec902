"""EC2 Auto Scaling: settings of groups, instance refresh, scaling policies."""

from uuid import uuid4

from emulator.clock import now
from emulator.registry import Call, Params, Service, walk

autoscaling = Service("autoscaling")

autoscaling.echo(
    ["DefaultInstanceWarmup", "InstanceMaintenancePolicy", "MaxInstanceLifetime"],
    writes=["CreateAutoScalingGroup", "UpdateAutoScalingGroup"],
    reads={"DescribeAutoScalingGroups": "AutoScalingGroups"},
    key="AutoScalingGroupName",
    why="How instances are replaced is dropped.",
)


@autoscaling.after("DescribeAutoScalingGroups")
def say_no_reservation(_call: Call, answer: Params) -> None:
    """Groups do not say that they use no capacity reservation of their own."""
    for group in walk(answer, "AutoScalingGroups"):
        group.setdefault("CapacityReservationSpecification", {"CapacityReservationPreference": "default"})


@autoscaling.operation("StartInstanceRefresh")
def start_refresh(call: Call) -> Params:
    """Instances can't be replaced after a change: here that is over at once."""
    refresh = {
        "InstanceRefreshId": str(uuid4()),
        "AutoScalingGroupName": call["AutoScalingGroupName"],
        "Status": "Successful",
        "PercentageComplete": 100,
        "StartTime": now(),
        "EndTime": now(),
        "InstancesToUpdate": 0,
    }
    call.notes("refresh").setdefault(call["AutoScalingGroupName"], []).insert(0, refresh)
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


@autoscaling.operation("DescribeInstanceRefreshes")
def describe_refreshes(call: Call) -> Params:
    """Nobody can ask how replacing the instances went."""
    return {"InstanceRefreshes": call.notes("refresh").get(call["AutoScalingGroupName"], [])}


@autoscaling.after("DescribePolicies")
def drop_empty_prediction(_call: Call, answer: Params) -> None:
    """Every policy has an empty PredictiveScalingConfiguration, and is not said to be enabled."""
    for policy in walk(answer, "ScalingPolicies"):
        policy["Enabled"] = True
        if not any((policy.get("PredictiveScalingConfiguration") or {}).values()):
            policy.pop("PredictiveScalingConfiguration", None)
