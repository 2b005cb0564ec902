"""EC2 Auto Scaling: scaling policies."""

from ..registry import Call, Params, Service, walk

autoscaling = Service("autoscaling")


@autoscaling.after("DescribePolicies")
def drop_empty_prediction(_call: Call, answer: Params) -> None:
    """Every policy has an empty PredictiveScalingConfiguration, and is not said to be enabled."""
    for policy in walk(answer, "ScalingPolicies"):
        policy["Enabled"] = True
        if not any((policy.get("PredictiveScalingConfiguration") or {}).values()):
            policy.pop("PredictiveScalingConfiguration", None)
