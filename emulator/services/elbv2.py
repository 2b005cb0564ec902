"""Elastic Load Balancing: the health of targets that run on this machine."""

from emulator.balancers import targets
from emulator.registry import Call, Params, Service, walk

elbv2 = Service("elbv2")


@elbv2.after("DescribeTargetHealth")
def answer_health(call: Call, answer: Params) -> None:
    """Every registered target is healthy, and what drains is gone: those that run here have real checks."""
    known = {one.id: one for one in targets.of(call["TargetGroupArn"])}
    described = answer.setdefault("TargetHealthDescriptions", [])
    asked = {one["Id"] for one in call.get("Targets") or []}
    for entry in walk(answer, "TargetHealthDescriptions"):
        if (target := known.pop(entry["Target"]["Id"], None)) is not None:
            entry["TargetHealth"] = target.health
    described += [
        {
            "Target": {"Id": one.id, "Port": one.port},
            "HealthCheckPort": str(one.port),
            "TargetHealth": one.health,
        }
        for one in known.values()
        if not asked
    ]
