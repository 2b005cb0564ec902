"""Starts and stops tasks of services. Everything here is called with the lock held."""

import socket
import time
from typing import Any

from moto.backends import get_backend

from emulator.balancers import targets
from emulator.clock import now
from emulator.dataplane import tasks
from emulator.lock import locked

from .model import Deployment, Managed, Task
from .shifting import balancer

_MOST_STOPPED = 5
"""Ended tasks of a service that are kept for whoever looks for the reason."""

_TAKEN: set[int] = set()


def free_port() -> int:
    """A port of 127.0.0.1 that no other task has."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.bind(("127.0.0.1", 0))
            port = int(trial.getsockname()[1])
        if port not in _TAKEN:
            _TAKEN.add(port)
            return port


def container_of(definition: Any) -> dict[str, Any] | None:
    """The container of a task definition that has a local command."""
    containers: list[dict[str, Any]] = definition.container_definitions
    return next((one for one in containers if tasks.local_of(one)), None)


def start(service: Managed, deployment: Deployment) -> None:
    """Starts one more task of a deployment."""
    container = container_of(deployment.definition) or {}
    mapped = [int(one["containerPort"]) for one in container.get("portMappings") or []]
    ports = {port: free_port() for port in mapped}
    model = _model(service, deployment)
    address = next(
        (
            detail["value"]
            for attachment in model.attachments
            for detail in attachment["details"]
            if detail["name"] == "privateIPv4Address"
        ),
        "127.0.0.1",
    )
    task = Task(model.task_arn, deployment, address, ports, container=container)
    service.tasks.append(task)
    note = service.note(task.arn)
    note |= {
        "createdAt": now(),
        "names": [one["name"] for one in deployment.definition.container_definitions],
        "lastStatus": "PENDING",
        "desiredStatus": "RUNNING",
        "startedBy": deployment.id,
        "healthStatus": "UNKNOWN",
        "runs": container["name"],
    }
    try:
        place = tasks.Container(
            container,
            service.account,
            service.region,
            task.id,
            ports,
            getattr(deployment.definition, "task_role_arn", None),
            getattr(deployment.definition, "execution_role_arn", None),
        )
        task.running = tasks.Running(
            place, lambda code: _ended(service, task, code), lambda said: _told(service, task, said), None
        )
    except tasks.NotStarted as reason:
        task.stop_reason = str(reason)
        over(service, task, None)
        return
    task.running.start()
    service.say(f"has started 1 tasks: (task {task.id}).")


def _model(service: Managed, deployment: Deployment) -> Any:
    """The task as moto knows it, by which it is listed."""
    network = service.settings.get("networkConfiguration") or {}
    if "awsvpcConfiguration" in network:
        network = {"awsvpcConfiguration": {"securityGroups": [], **network["awsvpcConfiguration"]}}
    [made] = service.backend.run_task(
        service.arn.split("/")[-2],
        deployment.arn,
        1,
        None,
        deployment.id,
        [],
        "FARGATE",
        network,
        group=f"service:{service.name}",
    )
    return made


def _told(service: Managed, task: Task, said: dict[str, Any]) -> None:
    with locked():
        if "started" in said and task.status == "PENDING":
            _run(service, task)
        if "health" in said:
            task.health = service.note(task.arn)["healthStatus"] = said["health"]
            if said["health"] == "UNKNOWN":
                task.is_unchecked = True
                service.say(f"(task {task.id}) has a health check that can't run here: {said['reason']}")


def _run(service: Managed, task: Task) -> None:
    task.status = "RUNNING"
    task.began = time.monotonic()
    service.note(task.arn).update(lastStatus="RUNNING", startedAt=now(), connectivity="CONNECTED")
    place = balancer(service)
    group = task.deployment.group
    if place is None or group is None or int(place["containerPort"]) not in task.ports:
        return
    target = targets.Target(
        service.account, service.region, group, task.address, int(place["containerPort"]), task.ports
    )
    targets.register(target)
    service.say(f"registered 1 targets in (target-group {group})")


def target_of(task: Task) -> targets.Target | None:
    """What the load balancer knows of a task."""
    return targets.find(task.deployment.group, task.address) if task.deployment.group else None


def stop(service: Managed, task: Task, reason: str) -> None:
    """Takes a task out of its target group, and asks it to end once it has drained."""
    if not task.is_wanted:
        return
    task.stop_reason = reason
    task.status = "DEACTIVATING"
    note = service.note(task.arn)
    note.update(lastStatus="DEACTIVATING", desiredStatus="STOPPED", stoppingAt=now())
    model = _listed(service, task.arn)
    if model is not None:
        model.desired_status = "STOPPED"
    if (target := target_of(task)) is not None:
        targets.deregister(target)
        service.say(f"has begun draining connections on 1 tasks. (task {task.id})")


def go_on(service: Managed, task: Task) -> None:
    """Ends a task that has drained."""
    target = target_of(task)
    if task.status != "DEACTIVATING" or (target is not None and not target.is_drained):
        return
    task.status = "STOPPING"
    service.note(task.arn)["lastStatus"] = "STOPPING"
    if target is not None:
        targets.forget(target)
        service.say(f"deregistered 1 targets in (target-group {target.group})")
    service.say(f"has stopped 1 running tasks: (task {task.id}).")
    if task.running is not None:
        task.running.stop()
    else:
        over(service, task, None)


def _ended(service: Managed, task: Task, code: int) -> None:
    with locked():
        over(service, task, code)


def over(service: Managed, task: Task, code: int | None) -> None:
    """Notes that a task has ended, and why."""
    was_wanted, not_started = task.is_wanted, code is None
    lines = task.running.last_lines if task.running else []
    task.status = "STOPPED"
    service.tasks.remove(task)
    _TAKEN.difference_update(task.ports.values())
    if (target := target_of(task)) is not None:
        targets.forget(target)
    stop_code = "TaskFailedToStart" if not_started and was_wanted else "EssentialContainerExited"
    reason = task.stop_reason or "Essential container in task exited"
    note = service.note(task.arn)
    names = note["names"]
    note.update(
        lastStatus="STOPPED",
        desiredStatus="STOPPED",
        stoppedReason=reason,
        stopCode=stop_code if was_wanted else "ServiceSchedulerInitiated",
        stoppedAt=now(),
        codes={} if code is None else dict.fromkeys(names, 0) | {task.container["name"]: code},
        reasons={task.container["name"]: "\n".join(lines)[:1024]} if lines and was_wanted else {},
    )
    _remove_model(service, task)
    if not was_wanted:
        return
    if not_started:
        service.say(f"was unable to start a task: {reason}")
    else:
        last = f": {' | '.join(lines)}" if lines else ", and has printed nothing"
        service.say(f"(task {task.id}) ended with exit code {code}{last[:1000]}")
    failed(task)


def failed(task: Task) -> None:
    """Waits before the next start, longer each time; tasks that were well have a fresh start."""
    deployment = task.deployment
    if task.was_well:
        deployment.wait = 0.0
    elif deployment.state == "IN_PROGRESS":
        deployment.failed += 1
    deployment.wait = min(30.0, max(0.5, deployment.wait * 2))
    deployment.next_start = time.monotonic() + deployment.wait


def _listed(service: Managed, arn: str) -> Any:
    return next((known[arn] for known in service.backend.tasks.values() if arn in known), None)


def _remove_model(service: Managed, task: Task) -> None:
    """moto keeps ended tasks and their network interfaces for ever; here they are the last few."""
    model = _listed(service, task.arn)
    if model is not None:
        model.desired_status = "STOPPED"
        ec2: Any = get_backend("ec2")[service.account][service.region]
        for attachment in model.attachments:
            for detail in attachment["details"]:
                if detail["name"] == "networkInterfaceId":
                    ec2.enis.pop(detail["value"], None)
    service.stopped.append(task.arn)
    while len(service.stopped) > _MOST_STOPPED:
        gone = service.stopped.popleft()
        for known in service.backend.tasks.values():
            known.pop(gone, None)
