"""Application Auto Scaling: tags of scalable targets, alarms of policies."""

from emulator.registry import Call, Params, Service

application_autoscaling = Service("application-autoscaling")

application_autoscaling.tagging(
    why="Scalable targets have no tags, and a provider that asks for them can't manage one."
)


@application_autoscaling.after("RegisterScalableTarget")
def remember_tags(call: Call, answer: Params) -> None:
    """Tags given at registration are dropped."""
    if arn := answer.get("ScalableTargetARN"):
        call.tag(arn, call.get("Tags"))


@application_autoscaling.before("PutScalingPolicy")
def drop_former_alarms(call: Call) -> None:
    """A policy that is changed gets new alarms, and the former ones outlive it."""
    wanted = (call["ServiceNamespace"], call["ResourceId"], call["ScalableDimension"], call["PolicyName"])
    for policy in call.backend().policies.values():
        known = (policy.service_namespace, policy.resource_id, policy.scalable_dimension, policy.policy_name)
        if known == wanted:
            policy.delete_alarms(call.account, call.region)
