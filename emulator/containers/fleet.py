"""All services that run, and the thread that looks after them."""

import sys
import threading
import time
from typing import Any

from moto.backends import get_backend

from emulator.balancers import targets
from emulator.dataplane import private_names
from emulator.lock import locked
from emulator.state import NOTES, Place

from . import deploying, starting
from .model import Deployment, Managed

_INTERVAL = 0.25
"""Seconds between two looks. One takes a fraction of a millisecond."""

_AFTER_FAILURE = 10.0
"""Seconds until the next look at a service for which something is missing."""

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
                _look_after(service)
            try:
                targets.check_due()
            except Exception as error:  # noqa: BLE001  the next look may find it right again
                print(f"health checks: {type(error).__name__}", file=sys.stderr, flush=True)
        time.sleep(_INTERVAL)


def _look_after(service: Managed) -> None:
    """One step of a service; what fails, such as a cluster that has been deleted, holds up no other."""
    if time.monotonic() < service.look_at:
        return
    try:
        deploying.step(service)
    except Exception as error:  # noqa: BLE001  whatever moto has no more
        service.look_at = time.monotonic() + _AFTER_FAILURE
        service.say(f"was unable to go on: {type(error).__name__}: {error}")
    if service.is_deleted and not service.tasks:
        _forget(service)


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


def ports_of(name: private_names.Name) -> list[int]:
    """Where the tasks behind a private name answer: those that are well, or else any that run."""
    with locked():
        cloud_map: Any = get_backend("servicediscovery")[name.account][name.region]
        spaces = {one.id for one in cloud_map.namespaces.values() if one.name == name.namespace}
        arns = {
            one.arn
            for one in cloud_map.services.values()
            if one.name == name.service
            and (one.namespace_id or (one.dns_config or {}).get("NamespaceId")) in spaces
        }
        running = [
            task
            for service in _SERVICES.values()
            for task in service.tasks
            if task.status == "RUNNING"
            and any(one.get("registryArn") in arns for one in service.settings.get("serviceRegistries") or [])
        ]
        well = [task for task in running if deploying.is_well(task)]
        return [task.ports[name.port] for task in well or running if name.port in task.ports]


private_names.found_by(ports_of)


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
