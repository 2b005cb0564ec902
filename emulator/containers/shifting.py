"""Moves the requests of a service from one of its two target groups to the other, as its strategy says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.backends import get_backend

from .model import Managed

SHIFTING = ("BLUE_GREEN", "CANARY", "LINEAR")


@dataclass(frozen=True)
class Step:
    """How many of the requests the new tasks get, in percent, and for how long before it goes on."""

    percent: int
    minutes: float


def steps(deployment: dict[str, Any]) -> list[Step]:
    """The steps of a strategy."""
    strategy = deployment.get("strategy", "ROLLING")
    first: list[Step] = []
    if strategy == "CANARY":
        canary = deployment.get("canaryConfiguration") or {}
        first = [Step(int(canary.get("canaryPercent", 5)), float(canary.get("canaryBakeTimeInMinutes", 10)))]
    if strategy == "LINEAR":
        linear = deployment.get("linearConfiguration") or {}
        size, minutes = float(linear.get("stepPercent", 10)), float(linear.get("stepBakeTimeInMinutes", 6))
        first = [Step(int(size * count), minutes) for count in range(1, 100) if size * count < 100]
    return [*first, Step(100, float(deployment.get("bakeTimeInMinutes") or 0))]


def balancer(service: Managed) -> dict[str, Any] | None:
    """The target group of a service, its container and its port; None without a load balancer."""
    found = [one for one in service.settings.get("loadBalancers") or [] if one.get("targetGroupArn")]
    return found[0] if found else None


def groups(service: Managed) -> list[str]:
    """The target groups among which requests can move; the one that gets them now is the first."""
    place = balancer(service)
    if place is None:
        return []
    other = (place.get("advancedConfiguration") or {}).get("alternateTargetGroupArn")
    both = [place["targetGroupArn"], *([other] if other else [])]
    weights = {one["TargetGroupArn"]: int(one.get("Weight", 1)) for one in _shares(service)}
    return sorted(both, key=lambda group: -weights.get(group, 0))


def give(service: Managed, group: str, percent: int) -> None:
    """Sends a share of the requests to a group, and the rest to the other."""
    both = groups(service)
    for share in _shares(service):
        if share["TargetGroupArn"] == group:
            share["Weight"] = percent
        elif share["TargetGroupArn"] in both:
            share["Weight"] = 100 - percent


def _shares(service: Managed) -> Iterator[dict[str, Any]]:
    place = balancer(service) or {}
    wanted = (place.get("advancedConfiguration") or {}).get("productionListenerRule")
    elb: Any = get_backend("elbv2")[service.account][service.region]
    for load_balancer in elb.load_balancers.values():
        for listener in load_balancer.listeners.values():
            for rule in listener.rules.values():
                if rule.arn == wanted:
                    for action in rule.actions:
                        yield from (action.data.get("ForwardConfig") or {}).get("TargetGroups") or []
