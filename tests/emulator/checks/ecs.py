"""Checks of the corrections in emulator/services for ecs."""

from .support import aws, check


@check("ecs")
def services_keep_their_settings() -> None:
    client = aws("ecs")
    client.create_cluster(clusterName="c")
    client.register_task_definition(
        family="f", containerDefinitions=[{"name": "app", "image": "x", "memory": 64}]
    )
    client.create_service(
        cluster="c", serviceName="s", taskDefinition="f", desiredCount=0, enableExecuteCommand=True
    )
    client.update_service(cluster="c", service="s", healthCheckGracePeriodSeconds=60)
    found = client.describe_services(cluster="c", services=["s"])["services"][0]
    assert (found["enableExecuteCommand"], found["healthCheckGracePeriodSeconds"]) == (True, 60)


@check("ecs")
def services_keep_how_they_are_deployed() -> None:
    client = aws("ecs")
    client.create_cluster(clusterName="deployed")
    client.register_task_definition(
        family="deployed", containerDefinitions=[{"name": "app", "image": "x", "memory": 64}]
    )
    breaker = {"enable": True, "rollback": True}
    canary = {"strategy": "CANARY", "canaryConfiguration": {"canaryPercent": 10.0}}
    client.create_service(
        cluster="deployed",
        serviceName="s",
        taskDefinition="deployed",
        desiredCount=0,
        deploymentConfiguration={"deploymentCircuitBreaker": breaker, **canary},
    )
    client.update_service(cluster="deployed", service="s", deploymentConfiguration={"maximumPercent": 150})
    changed = {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 3}
    client.update_service(cluster="deployed", service="s", deploymentConfiguration=changed)
    found = client.describe_services(cluster="deployed", services=["s"])["services"][0]
    expected = {"deploymentCircuitBreaker": breaker, "maximumPercent": 150, **changed}
    assert found["deploymentConfiguration"] == expected


@check("ecs")
def services_become_steady() -> None:
    client = aws("ecs")
    client.create_cluster(clusterName="steady")
    containers = [{"name": "app", "image": "x", "memory": 64}]
    client.register_task_definition(family="steady", containerDefinitions=containers)
    client.create_service(cluster="steady", serviceName="s", taskDefinition="steady", desiredCount=2)
    found = client.describe_services(cluster="steady", services=["s"])["services"][0]
    assert (found["runningCount"], found["deployments"][0]["rolloutState"]) == (2, "COMPLETED")
    listed = client.list_service_deployments(cluster="steady", service="s")["serviceDeployments"]
    arns = [one["serviceDeploymentArn"] for one in listed]
    described = client.describe_service_deployments(serviceDeploymentArns=arns)["serviceDeployments"]
    assert described[0]["status"] == "SUCCESSFUL"
