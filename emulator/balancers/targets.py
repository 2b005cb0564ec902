"""Targets that run on this machine: where they listen, how they are, and how many requests they have."""

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from moto.backends import get_backend

from emulator.lock import locked

_FIRST_INTERVAL = 0.5
"""Seconds between the checks of a target that has not answered yet: it is expected at any moment."""

_CHECKERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="health")

_REASONS = {
    "initial": ("Elb.RegistrationInProgress", "Target registration is in progress"),
    "draining": ("Target.DeregistrationInProgress", "Target deregistration is in progress"),
    "unused": ("Target.NotInUse", "Target group is not configured to receive traffic from the load balancer"),
}


@dataclass(eq=False)
class Target:
    """A registered target. All but a check itself happens with the lock held."""

    account: str
    region: str
    group: str
    id: str
    port: int
    ports: dict[int, int]
    """Ports of this machine, by those of the target."""
    state: str = "initial"
    reason: str = ""
    description: str = ""
    successes: int = 0
    failures: int = 0
    next_check: float = 0.0
    requests: int = 0
    """Requests that wait for its answer."""
    registered: float = field(default_factory=time.monotonic)
    leaves_at: float | None = None
    """When it is gone, whatever it still has to do; None unless it drains."""

    @property
    def local(self) -> int:
        """The port of this machine on which it answers."""
        return self.ports[self.port]

    @property
    def model(self) -> Any:
        """moto's target group; None once that is deleted."""
        return get_backend("elbv2")[self.account][self.region].target_groups.get(self.group)

    @property
    def is_drained(self) -> bool:
        """Whether a target that leaves has nothing to do any more."""
        return self.leaves_at is not None and (self.requests == 0 or time.monotonic() >= self.leaves_at)

    @property
    def health(self) -> dict[str, str]:
        """Its health, as DescribeTargetHealth answers it."""
        state = "draining" if self.leaves_at is not None else self.state
        if state == "healthy":
            return {"State": state}
        reason, text = _REASONS.get(state, (self.reason, self.description))
        return {"State": state, "Reason": reason, "Description": text}


_KNOWN: dict[tuple[str, str], Target] = {}


def find(group: str, address: str) -> Target | None:
    """The target with this address in a target group."""
    return _KNOWN.get((group, address))


def of(group: str) -> Iterator[Target]:
    """The targets of a group, those that leave included."""
    return (target for target in list(_KNOWN.values()) if target.group == group)


def register(target: Target) -> None:
    """Adds a target, to moto's target group as well."""
    _KNOWN[target.group, target.id] = target
    if (group := target.model) is not None:
        group.targets[target.id] = {"Id": target.id, "Port": target.port}
        group.deregistered_targets.pop(target.id, None)


def deregister(target: Target) -> None:
    """Sends a target no more requests; those that it has may end."""
    if target.leaves_at is not None:
        return
    group = target.model
    delay = float(group.attributes["deregistration_delay.timeout_seconds"]) if group else 0.0
    target.leaves_at = time.monotonic() + delay
    if group is not None and (entry := group.targets.pop(target.id, None)):
        group.deregistered_targets[target.id] = entry


def forget(target: Target) -> None:
    """Removes a target that has drained."""
    deregister(target)
    _KNOWN.pop((target.group, target.id), None)


def is_in_use(account: str, region: str, group: str) -> bool:
    """Whether a listener refers to a target group."""
    backend: Any = get_backend("elbv2")[account][region]
    return any(
        group in backend._get_target_group_arns_from(action.data)
        for balancer in backend.load_balancers.values()
        for listener in balancer.listeners.values()
        for rule in listener.rules.values()
        for action in rule.actions
    )


@dataclass(frozen=True)
class _Check:
    target: Target
    port: int | None
    path: str
    timeout: float
    codes: str


def check_due() -> None:
    """Begins the health checks whose time has come. The caller holds the lock."""
    now = time.monotonic()
    for target in list(_KNOWN.values()):
        if now < target.next_check or target.leaves_at is not None:
            continue
        if (group := target.model) is None:
            continue
        if not is_in_use(target.account, target.region, target.group):
            target.state = "unused"
            target.next_check = now + _FIRST_INTERVAL
            continue
        if target.state == "unused":
            target.state, target.registered = "initial", now
        port = str(group.health_check_port)
        timeout = float(group.health_check_timeout_seconds)
        check = _Check(
            target,
            target.local if port == "traffic-port" else target.ports.get(int(port)),
            group.health_check_path or "/",
            timeout,
            str((group.matcher or {}).get("HttpCode", "200")),
        )
        target.next_check = now + timeout + 60  # until its outcome is there
        _CHECKERS.submit(_look, check)


def _look(check: _Check) -> None:
    """One health check. It takes the lock for its outcome only."""
    began = time.monotonic()
    reason, text = _ask(check)
    with locked():
        _judge(check.target, began, reason, text)


def _ask(check: _Check) -> tuple[str, str]:
    """Why a target is not well, and empty texts if it is."""
    if check.port is None:
        return "Target.FailedHealthChecks", "Health checks failed: the task has no such port"
    connection = http.client.HTTPConnection("127.0.0.1", check.port, timeout=check.timeout)
    try:
        headers = {"Host": f"{check.target.id}:{check.target.port}", "User-Agent": "ELB-HealthChecker/2.0"}
        connection.request("GET", check.path, headers=headers)
        status = connection.getresponse().status
    except TimeoutError:
        return "Target.Timeout", "Request timed out"
    except (OSError, http.client.HTTPException):
        return "Target.FailedHealthChecks", "Health checks failed"
    finally:
        connection.close()
    if matches(status, check.codes):
        return "", ""
    return "Target.ResponseCodeMismatch", f"Health checks failed with these codes: [{status}]"


def matches(status: int, codes: str) -> bool:
    """Whether a status is among codes such as 200,202 or 200-299."""
    ends = [part.strip().partition("-") for part in codes.split(",")]
    return any(int(first) <= status <= int(last or first) for first, _, last in ends)


def _judge(target: Target, began: float, reason: str, text: str) -> None:
    group = target.model
    if group is None:
        return
    interval = float(group.health_check_interval_seconds)
    bad = int(group.unhealthy_threshold_count)
    target.successes = 0 if reason else target.successes + 1
    target.failures = target.failures + 1 if reason else 0
    target.next_check = began + interval
    if reason:
        target.reason, target.description = reason, text
        if target.state == "initial":
            # Checks come faster at first; a target has as long as slow ones would give it.
            target.next_check = began + min(interval, _FIRST_INTERVAL)
            if began - target.registered >= interval * bad:
                target.state = "unhealthy"
        elif target.failures >= bad:
            target.state = "unhealthy"
    elif target.state == "initial" or target.successes >= int(group.healthy_threshold_count):
        target.state = "healthy"
