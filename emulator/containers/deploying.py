"""Brings a service to what it should be, a step at a time, as ECS's scheduler does. The lock is held."""

import math
import time

from moto.moto_api._internal import mock_random

from emulator.clock import now

from . import shifting, starting
from .model import Deployment, Managed, Task

_GRACE = 1.0
"""Seconds that a task without any health check must run until it counts as well."""


def deploy(service: Managed, arn: str, rolls_back: bool = False) -> None:
    """Begins a deployment of a task definition."""
    for one in service.deployments:
        one.status = "ACTIVE"
        if one.state == "IN_PROGRESS":
            one.end("FAILED", "STOPPED", f"{one.id} was replaced by another deployment.")
    made = Deployment(
        f"ecs-svc/{mock_random.randint(0, 32**12)}", arn, service.backend.describe_task_definition(arn)
    )
    made.rolls_back = rolls_back
    made.group = _group(service)
    made.reason = f"ECS deployment {made.id} in progress."
    service.deployments.insert(0, made)
    service.past.insert(0, made)
    del service.past[10:]
    service.is_steady = False


def _group(service: Managed) -> str | None:
    """The target group of a new deployment: where requests go, or the other if they are to be shifted."""
    groups = shifting.groups(service)
    if not groups:
        return None
    current, *others = groups
    there = {one.deployment.group for one in service.tasks if one.is_wanted}
    return others[0] if others and there and _shifts(service) else current


def _shifts(service: Managed) -> bool:
    return _settings(service).get("strategy") in shifting.SHIFTING


def _settings(service: Managed) -> dict[str, object]:
    found: dict[str, object] = service.settings.get("deploymentConfiguration") or {}
    return found


def step(service: Managed) -> None:
    """One look at a service."""
    for task in list(service.tasks):
        starting.go_on(service, task)
        if task.is_wanted:
            _look(service, task)
    if service.is_deleted or not service.deployments:
        for task in list(service.tasks):
            starting.stop(service, task, f"Scaling activity initiated by (deployment {task.deployment.id})")
        return
    primary = service.primary
    _start_missing(service, primary)
    _stop_surplus(service, primary)
    if primary.state == "IN_PROGRESS":
        _progress(service, primary)
    if not service.is_steady and primary.state == "COMPLETED" and _is_whole(service, primary):
        service.is_steady = True
        service.say("has reached a steady state.")


def is_well(task: Task) -> bool:
    """Whether a task runs and passes its checks."""
    if task.status != "RUNNING" or task.health == "UNHEALTHY":
        return False
    if task.container.get("healthCheck") and task.health != "HEALTHY" and not task.is_unchecked:
        return False
    target = starting.target_of(task)
    if target is not None:
        return target.state == "healthy"
    return time.monotonic() - task.began >= _GRACE


def _look(service: Managed, task: Task) -> None:
    if is_well(task):
        if not task.was_well:
            task.was_well, task.deployment.wait = True, 0.0
        return
    if task.status != "RUNNING":
        return
    reason = ""
    target = starting.target_of(task)
    grace = float(service.settings.get("healthCheckGracePeriodSeconds") or 0)
    if task.health == "UNHEALTHY":
        reason = "Task failed container health checks"
    elif target is not None and target.state == "unhealthy" and time.monotonic() - task.began >= grace:
        reason = f"Task failed ELB health checks in (target-group {target.group})"
        service.say(f"(port {target.port}) is unhealthy in (target-group {target.group}) due to "
                    f"(reason {target.description})")  # fmt: skip
    if reason:
        service.is_steady = False
        starting.failed(task)
        starting.stop(service, task, reason)


def _start_missing(service: Managed, primary: Deployment) -> None:
    desired = service.desired
    missing = desired - len(service.of(primary))
    if missing <= 0 or time.monotonic() < primary.next_start or primary.state == "FAILED":
        return
    most = math.floor(desired * float(_settings(service).get("maximumPercent") or 200) / 100)  # type: ignore[arg-type]
    room = most - len(service.tasks)
    service.is_steady = False
    for _ in range(min(missing, max(room, 0))):
        starting.start(service, primary)


def _stop_surplus(service: Managed, primary: Deployment) -> None:
    desired = service.desired
    own = service.of(primary)
    for task in own[desired:]:
        starting.stop(service, task, f"Scaling activity initiated by (deployment {primary.id})")
    old = [one for one in service.tasks if one.deployment is not primary and one.is_wanted]
    if not old or (_shifts(service) and primary.group != old[0].deployment.group and desired):
        return  # a shifting deployment keeps them to its end
    least = math.ceil(desired * float(_settings(service).get("minimumHealthyPercent", 100)) / 100)  # type: ignore[arg-type]
    well = sum(is_well(one) for one in [*own[:desired], *old])
    for task in old:
        if is_well(task):
            if well <= least:
                continue
            well -= 1
        starting.stop(service, task, f"Scaling activity initiated by (deployment {primary.id})")


def _is_whole(service: Managed, primary: Deployment) -> bool:
    own = service.of(primary)
    return len(own) == service.desired and all(is_well(one) for one in own)


def _progress(service: Managed, primary: Deployment) -> None:
    if _is_broken(service, primary):
        return
    if not _is_whole(service, primary):
        return
    old = [one for one in service.tasks if one.deployment is not primary]
    if primary.group and not _shift(service, primary, bool(old)):
        return
    if _shifts(service):
        for task in old:
            starting.stop(service, task, f"Scaling activity initiated by (deployment {primary.id})")
    if old:
        return
    primary.end("COMPLETED", "SUCCESSFUL", f"ECS deployment {primary.id} completed.")
    if primary.rolls_back:
        primary.reason = f"ECS deployment circuit breaker: rolled back by {primary.id}."
    service.deployments[1:] = []
    service.say(f"(deployment {primary.id}) deployment completed.")


def _shift(service: Managed, primary: Deployment, has_old: bool) -> bool:
    """Whether the new tasks have got all requests, and the waits of the strategy are over."""
    assert primary.group is not None
    if not has_old or not _shifts(service):
        if shifting.groups(service)[0] != primary.group:
            shifting.give(service, primary.group, 100)
        return True
    plan = shifting.steps(_settings(service))
    if primary.step >= 0 and time.monotonic() < primary.step_at + plan[primary.step].minutes * 60:
        return False
    if primary.step + 1 < len(plan):
        primary.step += 1
        primary.step_at = time.monotonic()
        shifting.give(service, primary.group, plan[primary.step].percent)
        primary.updated = now()
        return primary.step + 1 == len(plan) and plan[primary.step].minutes == 0
    return True


def _is_broken(service: Managed, primary: Deployment) -> bool:
    """The circuit breaker: after a few tasks that never got well, the deployment has failed."""
    breaker = _settings(service).get("deploymentCircuitBreaker") or service.settings.get(
        "deploymentCircuitBreaker"
    )
    threshold = min(max(3, math.ceil(service.desired / 2)), 200)
    if not isinstance(breaker, dict) or not breaker.get("enable") or primary.failed < threshold:
        return False
    why = next((event["message"] for event in service.events if "ended with" in event["message"]
                or "unable to start" in event["message"] or "unhealthy" in event["message"]), "")  # fmt: skip
    reason = f"ECS deployment circuit breaker: tasks failed to start. {why}".strip()
    before = next((one for one in service.deployments[1:] if one.outcome == "SUCCESSFUL"), None)
    rolls_back = bool(breaker.get("rollback")) and not primary.rolls_back
    for task in service.of(primary):
        starting.stop(service, task, f"Deployment {primary.id} failed")
    service.say(f"(deployment {primary.id}) deployment failed: tasks failed to start.")
    if rolls_back and before is not None:
        primary.end("FAILED", "ROLLBACK_SUCCESSFUL", reason)
        if primary.group and before.group and primary.group != before.group:
            shifting.give(service, before.group, 100)
        service.deployments = [before, *[one for one in service.deployments if one is not before]]
        primary.status, before.status = "ACTIVE", "PRIMARY"
        before.updated = now()
        model = service.model
        if model is not None:
            model.task_definition = before.arn
        service.deployments[1:] = []
        service.say(f"rolling back to (deployment {before.id}).")
    else:
        outcome = "ROLLBACK_FAILED" if breaker.get("rollback") else "STOPPED"
        primary.end("FAILED", outcome, reason)
    return True
