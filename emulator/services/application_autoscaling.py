"""Application Auto Scaling: tags of scalable targets."""

from ..registry import Call, Params, Service

application_autoscaling = Service("application-autoscaling")

application_autoscaling.tagging(
    why="Scalable targets have no tags, and a provider that asks for them can't manage one."
)


@application_autoscaling.after("RegisterScalableTarget")
def remember_tags(call: Call, answer: Params) -> None:
    """Tags given at registration are dropped."""
    if arn := answer.get("ScalableTargetARN"):
        call.tag(arn, call.get("Tags"))
