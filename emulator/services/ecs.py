"""ECS: services and their deployments, and tasks that run once."""

import copy
from types import ModuleType
from typing import Any

from emulator.clock import now
from emulator.containers import fleet
from emulator.dataplane import tasks
from emulator.lock import locked
from emulator.registry import Call, Params, Service, walk

ecs = Service("ecs")

ecs.echo(
    [
        "enableExecuteCommand",
        "healthCheckGracePeriodSeconds",
        "availabilityZoneRebalancing",
        "capacityProviderStrategy",
        "enableECSManagedTags",
        "propagateTags",
    ],
    writes=["CreateService", "UpdateService"],
    reads={"CreateService": "service", "UpdateService": "service", "DescribeServices": "services"},
    key="serviceArn",
    why="ECS Exec, the grace period, zone rebalancing, capacity providers and tag propagation are dropped.",
)


BELONGS_TO = {
    "bakeTimeInMinutes": ("BLUE_GREEN", "CANARY", "LINEAR"),
    "canaryConfiguration": ("CANARY",),
    "linearConfiguration": ("LINEAR",),
}


@ecs.after("CreateService", "UpdateService")
def remember_deployment(call: Call, answer: Params) -> None:
    """How a service is deployed is dropped when it is made, and forgotten but for what a change names."""
    held, arn = call.notes("deployment"), answer["service"]["serviceArn"]
    before = held.get(arn, {}) if call.operation == "UpdateService" else {}
    settings = before | (call.get("deploymentConfiguration") or {})
    strategy = settings.get("strategy", "ROLLING")
    held[arn] = {
        key: value for key, value in settings.items() if strategy in BELONGS_TO.get(key, (strategy,))
    }


@ecs.after("CreateService", "UpdateService", "DescribeServices")
def answer_deployment(call: Call, answer: Params) -> None:
    """How a service is deployed is not answered, or only in part (remembered above)."""
    for service in [*walk(answer, "service"), *walk(answer, "services")]:
        service["deploymentConfiguration"] = call.notes("deployment").get(service["serviceArn"], {})


@ecs.after("CreateService", "UpdateService")
def run_service(call: Call, answer: Params) -> None:
    """No task of a service ever runs: those with a local command run here."""
    is_new = call.operation == "CreateService" or bool(call.get("forceNewDeployment"))
    for service in walk(answer, "service"):
        fleet.keep(call.account, call.region, service, is_new)


@ecs.before("DeleteService")
def drain_service(call: Call) -> Params | None:
    """A deleted service is gone at once, whatever its tasks are at."""
    name = str(call["service"]).rsplit("/", 1)[-1]
    for service in call.backend().services.values():
        if service.name == name and service.cluster_name == cluster_of(call):
            if service.desired_count > 0 and not call.get("force"):
                return None  # moto refuses
            if (kept := fleet.find(service.arn)) is not None:
                fleet.end(kept)
    return None


def cluster_of(call: Call) -> str:
    """The name of the cluster that a request is for."""
    return str(call.get("cluster") or "default").rsplit("/", 1)[-1]


@ecs.after("CreateService", "UpdateService", "DescribeServices", "DeleteService")
def run_tasks(_call: Call, answer: Params) -> None:
    """No task ever runs, so that waiting for a service to become steady never ends."""
    for service in [*walk(answer, "service"), *walk(answer, "services")]:
        if (kept := fleet.find(service["serviceArn"])) is not None:
            fleet.describe(kept, service)
            continue
        service["runningCount"], service["pendingCount"] = service["desiredCount"], 0
        for deployment in walk(service, "deployments"):
            deployment["runningCount"], deployment["pendingCount"] = deployment["desiredCount"], 0
            deployment["rolloutState"] = "COMPLETED"


@ecs.operation("ListServiceDeployments")
def list_service_deployments(call: Call) -> Params:
    """Whoever waits for a service asks for its deployments, which do not exist."""
    services, _ = call.backend().describe_services(call.get("cluster", "default"), [call["service"]])
    return {
        "serviceDeployments": [deployment for service in services for deployment in deployments_of(service)]
    }


@ecs.operation("DescribeServiceDeployments")
def describe_service_deployments(call: Call) -> Params:
    """Whoever waits for a service asks how its deployment went: it went well."""
    known = [found for service in call.backend().services.values() for found in deployments_of(service)]
    wanted = call["serviceDeploymentArns"]
    found = [deployment for deployment in known if deployment["serviceDeploymentArn"] in wanted]
    return {"serviceDeployments": found, "failures": []}


def deployments_of(service: Any) -> list[Params]:
    """Those of a service that runs; else one for each of moto's, over as soon as they have begun."""
    arn = service.arn.replace(":service/", ":service-{}/")
    if (kept := fleet.find(service.arn)) is not None:
        known = [(one.number, one.outcome, one.reason) for one in kept.past]
        times = [{"createdAt": one.created, "updatedAt": one.updated} for one in kept.past]
    else:
        known = [(number(one), "SUCCESSFUL", "") for one in service.deployments]
        times = [{} for _ in known]
    return [
        {
            "serviceDeploymentArn": f"{arn.format('deployment')}/{own}",
            "targetServiceRevisionArn": f"{arn.format('revision')}/{own}",
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "status": status,
            **({"statusReason": reason} if reason else {}),
            **when,
        }
        for (own, status, reason), when in zip(known, times, strict=True)
    ]


def number(deployment: Params) -> str:
    """The part of a deployment's id that its ARNs have in common with it: ecs-svc/<number>."""
    return str(deployment["id"]).split("/")[-1]


@ecs.after("ListTasks")
def list_tasks(call: Call, answer: Params) -> None:
    """The name of a service is no filter, and tasks that have ended are listed with the others."""
    known = {arn: task for tasks_ in call.backend().tasks.values() for arn, task in tasks_.items()}
    wanted = call.get("desiredStatus") or "RUNNING"
    name = str(call.get("serviceName") or "").rsplit("/", 1)[-1]
    answer["taskArns"] = [
        arn
        for arn in answer["taskArns"]
        if known[arn].desired_status == wanted and (not name or known[arn].group == f"service:{name}")
    ]


NOT_RUN = (
    "Nothing was run: the emulator has no containers, and the task definition names no local command "
    "(local: in the stack file)."
)

_RUNNING: dict[str, tasks.Running] = {}
"""Commands that run, by the ARN of their task."""


@ecs.patch("moto.ecs.models")
def size_tasks_as_a_whole(module: ModuleType) -> None:
    """A task whose containers have no memory of their own, as Fargate allows, cannot be run."""
    backend = module.EC2ContainerServiceBackend
    original = backend._calculate_task_resource_requirements

    def calculate(definition: Any) -> Params:
        sized = copy.copy(definition)
        sized.container_definitions = [
            one if {"memory", "memoryReservation"} & one.keys() else {**one, "memory": 0}
            for one in definition.container_definitions
        ]
        result: Params = original(sized)
        return result

    backend._calculate_task_resource_requirements = staticmethod(calculate)


@ecs.after("RunTask")
def run_locally(call: Call, answer: Params) -> None:
    """Tasks run for ever, and do nothing: a local command runs, or the task says that none does."""
    for task in walk(answer, "tasks"):
        arn = task["taskArn"]
        definition = call.backend().describe_task_definition(task["taskDefinitionArn"])
        held = call.notes("task")
        held[arn] = {
            "createdAt": now(),
            "names": [one["name"] for one in definition.container_definitions],
            "lastStatus": "RUNNING",
            "desiredStatus": "RUNNING",
        }
        local = [one for one in definition.container_definitions if tasks.local_of(one)]
        if not local:
            _end(call, arn, dict.fromkeys(held[arn]["names"], 0), NOT_RUN)
            continue
        changes = (call.get("overrides") or {}).get("containerOverrides") or []
        try:
            _start(call, arn, definition, _overridden(local[0], changes))
        except tasks.NotStarted as reason:
            _end(call, arn, {}, str(reason), "TaskFailedToStart")
    answer_task_ends(call, answer)


def start(account: str, region: str, params: Params) -> None:
    """Starts a task on behalf of another service, as RunTask does. Raises what RunTask refuses."""
    call = Call(ecs, "RunTask", account, region, params)
    started = call.backend().run_task(
        params["cluster"],
        params["taskDefinition"],
        params.get("count", 1),
        params.get("overrides"),
        params.get("startedBy", ""),
        [],
        params.get("launchType"),
        params.get("networkConfiguration"),
    )
    arns = [
        {"taskArn": one.task_arn, "taskDefinitionArn": one.task_definition_arn, "containers": []}
        for one in started
    ]
    run_locally(call, {"tasks": arns})


def _overridden(definition: Params, changes: list[Params]) -> Params:
    """A container definition with the variables that RunTask gives it."""
    extra = [
        variable
        for change in changes
        if change.get("name") == definition["name"]
        for variable in change.get("environment") or []
    ]
    return {**definition, "environment": [*(definition.get("environment") or []), *extra]}


def _start(call: Call, arn: str, whole: Any, definition: Params) -> None:
    def ended(code: int) -> None:
        with locked():
            _RUNNING.pop(arn, None)
            others = dict.fromkeys(call.notes("task")[arn]["names"], 0)
            reason = call.notes("task")[arn].get("stopping") or "Essential container in task exited"
            _end(call, arn, others | {definition["name"]: code}, reason)

    roles = ((call.get("overrides") or {}).get(f"{kind}RoleArn") for kind in ("task", "execution"))
    own = (getattr(whole, f"{kind}_role_arn", None) for kind in ("task", "execution"))
    role, execution = (one or other for one, other in zip(roles, own, strict=True))
    task = arn.rsplit("/", 1)[-1]
    container = tasks.Container(
        definition, call.account, call.region, task, role=role, execution_role=execution
    )
    _RUNNING[arn] = tasks.Running(container, ended)
    _RUNNING[arn].start()


def _end(
    call: Call, arn: str, codes: dict[str, int], reason: str, code: str = "EssentialContainerExited"
) -> None:
    """Marks a task as stopped, with the exit code of each container that ran."""
    note = call.notes("task")[arn]
    stopped = "UserInitiated" if note.get("stopping") else code
    note |= {
        "lastStatus": "STOPPED",
        "desiredStatus": "STOPPED",
        "stoppedReason": reason,
        "stopCode": stopped,
        "stoppedAt": now(),
        "codes": codes,
    }
    for known in call.backend().tasks.values():
        if arn in known:
            known[arn].desired_status = "STOPPED"


@ecs.before("StopTask")
def stop_locally(call: Call) -> Params | None:
    """A stopped task has ended at once: here its command is asked to end, and has an exit code then."""
    wanted = call["task"].rsplit("/", 1)[-1]
    arn = next((arn for arn in _RUNNING if arn.rsplit("/", 1)[-1] == wanted), None)
    if arn is None:
        fleet.stop_task(wanted, call.get("reason") or "Task stopped by user")
        return None
    note = call.notes("task")[arn]
    note |= {"desiredStatus": "STOPPED", "stopping": call.get("reason") or "Task stopped by user"}
    _RUNNING[arn].stop()
    return None


@ecs.after("DeleteCluster")
def forget_tasks(call: Call, answer: Params) -> None:
    """Tasks that have ended are listed for ever, even those of a cluster that is gone."""
    call.backend().tasks.pop(answer["cluster"]["clusterName"], None)


OWN = ("names", "codes", "reasons", "stopping", "runs")
"""What is noted of a task and is no member of it."""


@ecs.after("DescribeTasks", "StopTask")
def answer_task_ends(call: Call, answer: Params) -> None:
    """How a task has ended is not answered (remembered above)."""
    for task in [*walk(answer, "tasks"), *walk(answer, "task")]:
        note = call.notes("task").get(task["taskArn"])
        if note is None:
            continue
        task |= {key: value for key, value in note.items() if key not in OWN}
        codes, status = note.get("codes", {}), note["lastStatus"]
        reasons = note.get("reasons", {})
        task["containers"] = [
            {"name": name, "lastStatus": status, "taskArn": task["taskArn"]}
            | ({"exitCode": codes[name]} if name in codes else {})
            | ({"reason": reasons[name]} if name in reasons else {})
            | (
                {"healthStatus": note["healthStatus"] if name == note["runs"] else "UNKNOWN"}
                if "runs" in note
                else {}
            )
            for name in note["names"]
        ]
