"""Elastic Load Balancing: names, zones, listeners, rules."""

import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

from .support import backend_of

elbv2 = Service("elbv2")
_API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
_GUIDE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application"
_NAME = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?")
_RULES, _VALUES, _LENGTH = 100, 5, 128
_ALLOWED = {
    "host-header": re.compile(r"[a-zA-Z0-9.*?-]*"),
    "path-pattern": re.compile(r"""[a-zA-Z0-9_.$/~"'@:+&*?-]*"""),
}


@elbv2.refuse("CreateLoadBalancer", "CreateTargetGroup", source=f"{_API}/API_CreateLoadBalancer.html")
def names(call: Call) -> None:
    """A name of more than 32 characters, of others than letters, digits and hyphens, or a reserved one."""
    balancer, name = call.operation == "CreateLoadBalancer", call["Name"]
    kind = "load balancer" if balancer else "target group"
    if len(name) > 32:
        raise Refused("ValidationError", f"The {kind} name '{name}' cannot be longer than '32' characters")
    if not _NAME.fullmatch(name):
        rule = "can only contain characters that are alphanumeric characters and hyphens(-)"
        if not re.search(r"[^a-zA-Z0-9-]", name):
            rule = "cannot begin or end with a hyphen"
        raise Refused("ValidationError", f"The {kind} name '{name}' {rule}")
    if balancer and name.lower().startswith("internal-"):
        message = f"The load balancer name '{name}' cannot begin with reserved value 'internal-'"
        raise Refused("ValidationError", message)


@elbv2.refuse("CreateLoadBalancer", "SetSubnets", source=f"{_API}/API_CreateLoadBalancer.html")
def zones(call: Call) -> None:
    """An application load balancer with one subnet, or with two in one zone."""
    if call.get("Type", "application") != "application":
        return
    subnets = call.get("Subnets") or [one["SubnetId"] for one in call.get("SubnetMappings") or []]
    known = {
        subnet.id: subnet.availability_zone
        for by_zone in backend_of(call, "ec2").subnets.values()
        for subnet in by_zone.values()
    }
    found = [known[subnet] for subnet in subnets if subnet in known]
    if len(subnets) < 2:
        message = "At least two subnets in two different Availability Zones must be specified"
        raise Refused("ValidationError", message)
    if len(found) != len(set(found)):
        message = "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
        raise Refused("InvalidConfigurationRequest", message)


@elbv2.refuse("ModifyListener", source=f"{_API}/API_ModifyListener.html")
def ports(call: Call) -> None:
    """A listener that is moved to the port of another one."""
    if not call.get("Port"):
        return
    for balancer in call.backend().load_balancers.values():
        if call["ListenerArn"] in balancer.listeners:
            for arn, listener in balancer.listeners.items():
                if arn != call["ListenerArn"] and str(listener.port) == str(call["Port"]):
                    message = "A listener already exists on this port for this load balancer"
                    raise Refused("DuplicateListener", f"{message} '{balancer.arn}'")


def rules_of(balancer: Any) -> int:
    """The rules of all listeners, without the default ones."""
    return sum(len(listener._non_default_rules) for listener in balancer.listeners.values())


@elbv2.refuse("CreateRule", source=f"{_GUIDE}/load-balancer-limits.html")
def rules_per_balancer(call: Call) -> None:
    """More than 100 rules of an application load balancer, the default ones not counted."""
    for balancer in call.backend().load_balancers.values():
        if call["ListenerArn"] in balancer.listeners and rules_of(balancer) >= _RULES:
            message = f"The maximum number of rules on load balancer '{balancer.arn}' has been reached"
            raise Refused("TooManyRules", message)


@elbv2.refuse("CreateRule", "ModifyRule", source=f"{_GUIDE}/rule-condition-types.html")
def condition_values(call: Call) -> None:
    """A rule with more than five values, or one that is too long or has other characters."""
    count = 0
    for condition in call.get("Conditions") or []:
        field = condition.get("Field", "")
        values = [
            value
            for holder in (condition, *(v for k, v in condition.items() if k.endswith("Config")))
            for value in (holder or {}).get("Values") or []
        ]
        count += len(values)
        for value in values if field in _ALLOWED else []:
            if len(value) > _LENGTH:
                message = f"Condition value '{value}' cannot be longer than '{_LENGTH}' characters"
                raise Refused("ValidationError", message)
            if not _ALLOWED[field].fullmatch(value):
                message = f"Condition value '{value}' contains a character that is not valid"
                raise Refused("ValidationError", message)
    if count > _VALUES:
        raise Refused("ValidationError", f"A rule can only have '{_VALUES}' condition values")
