"""ECS: services and their deployments."""

from typing import Any

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


@ecs.after("CreateService", "UpdateService", "DescribeServices")
def run_tasks(_call: Call, answer: Params) -> None:
    """No task ever runs, so that waiting for a service to become steady never ends."""
    for service in [*walk(answer, "service"), *walk(answer, "services")]:
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
    """One deployment for each of moto's; they are over as soon as they have begun."""
    arn = service.arn.replace(":service/", ":service-{}/")
    return [
        {
            "serviceDeploymentArn": f"{arn.format('deployment')}/{number(deployment)}",
            "targetServiceRevisionArn": f"{arn.format('revision')}/{number(deployment)}",
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "status": "SUCCESSFUL",
        }
        for deployment in service.deployments
    ]


def number(deployment: Params) -> str:
    """The part of a deployment's id that its ARNs have in common with it: ecs-svc/<number>."""
    return str(deployment["id"]).split("/")[-1]
