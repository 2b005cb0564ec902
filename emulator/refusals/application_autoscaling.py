"""Application Auto Scaling: targets and their policies, schedules."""

from emulator.registry import Call, Service
from emulator.state import Refused

from . import schedules

application_autoscaling = Service("application-autoscaling", backend="application-autoscaling")
_API = "https://docs.aws.amazon.com/autoscaling/application/APIReference"
_INVALID = "ValidationException"


@application_autoscaling.refuse(
    "PutScalingPolicy", "PutScheduledAction", source=f"{_API}/API_PutScalingPolicy.html"
)
def targets(call: Call) -> None:
    """A policy or a scheduled action for a target that is not registered."""
    where = call["ServiceNamespace"], call["ResourceId"], call.get("ScalableDimension")
    for dimensions in call.backend().targets.values():
        for target in dimensions.values():
            if where == (target.service_namespace, target.resource_id, target.scalable_dimension):
                return
    message = f"No scalable target registered for namespace: {where[0]}, resource ID: {where[1]}, scalable"
    raise Refused("ObjectNotFoundException", f"{message} dimension: {where[2]}")


@application_autoscaling.refuse(
    "RegisterScalableTarget", "PutScheduledAction", source=f"{_API}/API_RegisterScalableTarget.html"
)
def ranges(call: Call) -> None:
    """A minimum of capacity above the maximum."""
    given = call.get("ScalableTargetAction") or call.params
    low, high = given.get("MinCapacity"), given.get("MaxCapacity")
    if low is not None and high is not None and low > high:
        raise Refused(_INVALID, "Maximum capacity cannot be less than minimum capacity")


@application_autoscaling.refuse("PutScheduledAction", source=f"{_API}/API_PutScheduledAction.html")
def actions(call: Call) -> None:
    """A scheduled action whose schedule or time zone is none."""
    expression, zone = call.get("Schedule") or "", call.get("Timezone")
    if expression and not schedules.is_any(expression):
        raise Refused(_INVALID, f"Invalid schedule expression: {expression}")
    if zone and not schedules.is_zone(zone):
        raise Refused(_INVALID, f"Invalid time zone: {zone}")
