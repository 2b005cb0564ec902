"""Finds the load balancer of a host name, and what the rules of its listener say of a request.

http://<DNS name>.localhost:<port>/…      http://<host name that a record points to it>[.localhost]:<port>/…
"""

import sys
from dataclasses import dataclass
from typing import Any

from moto.backends import get_backend

from .conditions import matches
from .messages import Incoming


@dataclass(frozen=True)
class Balancer:
    """A load balancer, and the name by which a request asks for it."""

    model: Any
    account: str
    region: str
    host: str

    @property
    def listener(self) -> Any:
        """The listener that serves its requests: the one with TLS if there is one; None without any.

        All come in through the emulator's one port, and one without TLS usually only redirects to the other.
        """
        known = [*self.model.listeners.values()]
        known = [one for one in known if one.protocol in ("HTTP", "HTTPS")]
        known.sort(key=lambda one: (one.protocol != "HTTPS", int(one.port) not in (80, 443), int(one.port)))
        return known[0] if known else None

    @property
    def timeout(self) -> float:
        """Seconds that a target has for the next part of its answer."""
        return float(self.model.attrs.get("idle_timeout.timeout_seconds") or 60)


def find(host: str) -> Balancer | None:
    """The load balancer to which a host name leads. The caller holds the lock."""
    if "moto.elbv2.models" not in sys.modules or "." not in host:
        return None
    for name in dict.fromkeys((host, host.removesuffix(".localhost"))):
        wanted = {name} if ".elb." in name else _targets_of(name)
        if not wanted:
            continue
        for account, regions in get_backend("elbv2").items():
            for region, backend in regions.items():
                for model in backend.load_balancers.values():
                    if model.type == "application" and model.dns_name.lower() in wanted:
                        return Balancer(model, account, region, name)
    return None


def _targets_of(name: str) -> set[str]:
    """The names to which the records of a host name point."""
    found: set[str] = set()
    if "moto.route53.models" not in sys.modules:
        return found
    for backends in get_backend("route53").values():
        for backend in backends.values():
            for zone in backend.zones.values():
                for entry in zone.rrsets:
                    if entry.name.rstrip(".").lower() != name:
                        continue
                    if entry.alias_target:
                        found.add(_plain(entry.alias_target.get("DNSName", "")))
                    elif entry.type == "CNAME":
                        found |= {_plain(record) for record in entry.records}
    return found


def _plain(name: str) -> str:
    return name.rstrip(".").lower().removeprefix("dualstack.")


def actions_for(listener: Any, request: Incoming) -> list[dict[str, Any]]:
    """The actions of the first rule that fits, in their order."""
    rules = sorted(
        listener.rules.values(),
        key=lambda rule: (
            rule.priority == "default",
            0 if rule.priority == "default" else int(rule.priority),
        ),
    )
    for rule in rules:
        if rule.priority == "default" or matches(rule.conditions, request):
            actions = [action.data for action in rule.actions]
            return sorted(actions, key=lambda action: int(action.get("Order") or 0))
    return []
