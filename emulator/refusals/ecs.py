"""ECS: sizes and roles of tasks, what services need."""

import json
from typing import Any

from emulator.registry import Call, Service, walk
from emulator.state import Refused

from .support import backend_of, may_be_assumed

ecs = Service("ecs")
_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
_CLIENT, _INVALID = "ClientException", "InvalidParameterException"
_SIZES = {
    256: [512, 1024, 2048],
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024),
    8192: range(16384, 61441, 4096),
    16384: range(32768, 122881, 8192),
}
"""Memory (MiB) that Fargate has for each number of CPU units."""


def on_fargate(call: Call) -> bool:
    """Whether a task definition is for Fargate."""
    return "FARGATE" in (call.get("requiresCompatibilities") or [])


@ecs.refuse("RegisterTaskDefinition", source=f"{_GUIDE}/task-cpu-memory-error.html")
def sizes(call: Call) -> None:
    """CPU and memory of a task that Fargate does not have."""
    if not on_fargate(call):
        return
    cpu, memory = str(call.get("cpu") or ""), str(call.get("memory") or "")
    if call.get("networkMode") != "awsvpc":
        raise Refused(_CLIENT, "Fargate only supports network mode ‘awsvpc’.")  # noqa: RUF001
    if cpu.isdigit() and memory.isdigit() and int(memory) not in _SIZES.get(int(cpu), []):
        message = f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory."
        raise Refused(_CLIENT, f"{message} See the Amazon ECS documentation for the valid values.")


_DEFINITION = 65536


@ecs.refuse("RegisterTaskDefinition", source=f"{_GUIDE}/service-quotas.html")
def definition_size(call: Call) -> None:
    """A task definition of more than 64 KiB."""
    if len(json.dumps(call["containerDefinitions"], separators=(",", ":")).encode()) > _DEFINITION:
        raise Refused(_CLIENT, "Actual length exceeds the maximum allowed length of 65536 bytes.")


@ecs.refuse("RegisterTaskDefinition", source=f"{_GUIDE}/task_execution_IAM_role.html")
def execution_roles(call: Call) -> None:
    """A task of Fargate without an execution role that writes logs or gets secrets."""
    if not on_fargate(call) or call.get("executionRoleArn"):
        return
    for container in call["containerDefinitions"]:
        log = container.get("logConfiguration") or {}
        if log.get("logDriver") == "awslogs":
            message = "Fargate requires task definition to have execution role ARN to support log driver"
            raise Refused(_CLIENT, f"{message} awslogs.")
        if container.get("secrets") or log.get("secretOptions"):
            message = "When you are specifying container secrets, you must also specify a value for"
            raise Refused(_CLIENT, f"{message} 'executionRoleArn'.")
        if ".dkr.ecr." in str(container.get("image")):
            message = "Fargate requires task definition to have execution role ARN to support ECR images."
            raise Refused(_CLIENT, message)


@ecs.refuse("RegisterTaskDefinition", source=f"{_GUIDE}/task-iam-roles.html")
def trusted_roles(call: Call) -> None:
    """A role of a task that does not trust ecs-tasks.amazonaws.com."""
    for parameter in ("taskRoleArn", "executionRoleArn"):
        arn = call.get(parameter)
        if arn and not may_be_assumed(call, arn, "ecs-tasks.amazonaws.com"):
            raise Refused(_CLIENT, "Role is not valid")


def definition_of(call: Call) -> Any:
    """The task definition of a service; None if it is not there, which moto refuses itself."""
    wanted = str(call.get("taskDefinition") or "").rsplit("/", 1)[-1]
    family, _, revision = wanted.partition(":")
    revisions = call.backend().task_definitions.get(family) or {}
    if not revisions:
        return None
    return revisions.get(int(revision) if revision else max(revisions))


@ecs.refuse("CreateService", source=f"{_GUIDE}/task-networking-awsvpc.html")
def networks(call: Call) -> None:
    """A service whose tasks have interfaces of their own, and that names no subnets."""
    definition = definition_of(call)
    if definition is not None and definition.network_mode == "awsvpc":
        vpc = (call.get("networkConfiguration") or {}).get("awsvpcConfiguration") or {}
        if not vpc.get("subnets"):
            message = "Network Configuration must be provided when networkMode 'awsvpc' is specified."
            raise Refused(_INVALID, message)
        if len(vpc.get("securityGroups") or []) > 5:
            raise Refused(_INVALID, "securityGroups can have at most 5 items.")


@ecs.refuse("CreateService", source=f"{_GUIDE}/cluster-capacity-providers.html")
def capacity_providers(call: Call) -> None:
    """A capacity provider that the cluster of the service does not have."""
    name = str(call.get("cluster") or "default").rsplit("/", 1)[-1]
    cluster = call.backend().clusters.get(name)
    wanted = {one["capacityProvider"] for one in call.get("capacityProviderStrategy") or []}
    if cluster is not None and wanted - set(cluster.capacity_providers or []):
        message = "The specified capacity provider strategy cannot contain a capacity provider that is not"
        raise Refused(_INVALID, f"{message} associated with the cluster.")
    if wanted and call.get("launchType"):
        message = "Specifying both a launch type and capacity provider strategy is not supported."
        raise Refused(_INVALID, message)


@ecs.refuse("CreateService", source=f"{_GUIDE}/alb.html")
def balancers(call: Call) -> None:
    """A container or port that the task lacks behind a load balancer, or a target group without one."""
    definition, groups = definition_of(call), backend_of(call, "elbv2").target_groups
    for balancer in call.get("loadBalancers") or []:
        name, port = balancer.get("containerName"), balancer.get("containerPort")
        containers = {one["name"]: one for one in definition.container_definitions} if definition else {}
        if containers and name not in containers:
            raise Refused(_INVALID, f"The container {name} does not exist in the task definition.")
        if containers:
            ports = {mapping.get("containerPort") for mapping in walk(containers[name], "portMappings")}
            if port not in ports:
                message = f"The container {name} did not have a container port {port} defined."
                raise Refused(_INVALID, message)
        group = groups.get(balancer.get("targetGroupArn"))
        if group is not None and not group.load_balancer_arns:
            message = f"The target group with targetGroupArn {group.arn} does not have an associated load"
            raise Refused(_INVALID, f"{message} balancer.")
