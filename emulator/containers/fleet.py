"""All services that run, and the thread that looks after them."""

import threading
import time
from typing import Any

from emulator.balancers import targets
from emulator.lock import locked
from emulator.state import NOTES, Place

from . import deploying, starting
from .model import Deployment, Managed

_INTERVAL = 0.25
"""Seconds between two looks. One takes a fraction of a millisecond."""

_LONGEST_END = 15.0
"""Seconds that the emulator waits at its own end for tasks to end."""

_SERVICES: dict[str, Managed] = {}
_KEEPER: list[threading.Thread] = []


def find(arn: str) -> Managed | None:
    """The service, if its tasks run. The caller holds the lock."""
    return _SERVICES.get(arn)


def every() -> list[Managed]:
    """All services whose tasks run. The caller holds the lock."""
    return list(_SERVICES.values())


def keep(account: str, region: str, answered: dict[str, Any], is_new: bool) -> Managed | None:
    """Runs a service as it is; None if it has no local command. The caller holds the lock.

    `answered` is the service as ECS answers it, `is_new` says whether a deployment was asked for.
    """
    arn = answered["serviceArn"]
    known = _SERVICES.get(arn)
    service = known or Managed(account, region, arn)
    definition = service.backend.describe_task_definition(answered["taskDefinition"])
    if starting.container_of(definition) is None:
        if known is not None:
            end(known)
        return None
    if known is None or known.is_deleted:
        for task in known.tasks if known else ():
            if task.running is not None:
                task.running.stop()  # nobody looks after it any more
        service = _SERVICES[arn] = Managed(account, region, arn)
    service.settings = answered
    if is_new or not service.deployments or service.primary.arn != definition.arn:
        deploying.deploy(service, definition.arn)
    service.is_steady = False
    deploying.step(service)
    if not _KEEPER:
        _KEEPER.append(threading.Thread(target=_keep_on, daemon=True))
        _KEEPER[0].start()
    return service


def end(service: Managed) -> None:
    """Stops the tasks of a service that is deleted. The caller holds the lock."""
    service.is_deleted = True
    deploying.step(service)


def stop_task(identifier: str, reason: str) -> bool:
    """Stops a task that a service has started, and which it replaces. The caller holds the lock."""
    for service in _SERVICES.values():
        for task in service.tasks:
            if task.id == identifier:
                service.is_steady = False
                starting.stop(service, task, reason)
                return True
    return False


def _keep_on() -> None:
    while True:
        with locked():
            for service in list(_SERVICES.values()):
                deploying.step(service)
                if service.is_deleted and not service.tasks:
                    _forget(service)
            targets.check_due()
        time.sleep(_INTERVAL)


def _forget(service: Managed) -> None:
    if _SERVICES.get(service.arn) is service:
        del _SERVICES[service.arn]
    held = NOTES[Place(service.account, service.region, "ecs", "task")]
    for arn in service.stopped:
        held.pop(arn, None)
        for known in service.backend.tasks.values():
            known.pop(arn, None)


def describe(service: Managed, answer: dict[str, Any]) -> None:
    """Writes into ECS's answer how a service is."""
    running = [one for one in service.tasks if one.status == "RUNNING"]
    pending = [one for one in service.tasks if one.status == "PENDING"]
    answer["runningCount"], answer["pendingCount"] = len(running), len(pending)
    answer["events"] = list(service.events)
    if service.is_deleted:
        answer["status"] = "DRAINING"
        answer["deployments"] = []
        return
    answer["taskDefinition"] = service.primary.arn
    template: dict[str, Any] = next(iter(answer.get("deployments") or []), {})
    answer["deployments"] = [template | _described(service, one) for one in service.deployments]


def _described(service: Managed, deployment: Deployment) -> dict[str, Any]:
    own = service.of(deployment)
    primary = deployment is service.primary
    return {
        "id": deployment.id,
        "status": deployment.status,
        "taskDefinition": deployment.arn,
        "desiredCount": service.desired if primary else len(own),
        "runningCount": sum(one.status == "RUNNING" for one in own),
        "pendingCount": sum(one.status == "PENDING" for one in own),
        "failedTasks": deployment.failed,
        "rolloutState": deployment.state,
        "rolloutStateReason": deployment.reason,
        "createdAt": deployment.created,
        "updatedAt": deployment.updated,
    }


def end_all() -> None:
    """Ends all tasks, gently at first. Without the lock: the emulator answers nobody any more."""
    asked = [task for service in _SERVICES.values() for task in service.tasks if task.running]
    for task in asked:
        if task.running is not None:
            task.running.stop()
    until = time.monotonic() + _LONGEST_END
    for task in asked:
        if task.running is not None:
            task.running.wait(max(0.0, until - time.monotonic()))
