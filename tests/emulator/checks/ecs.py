"""Checks of the corrections in emulator/services for ecs."""

import base64
import gzip
import json
import time
from typing import Any

from .support import ACCOUNT, aws, check, permit, role_of


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


def local(command: list[str], **files: str) -> dict[str, str]:
    """The label with which a container says what runs here."""
    packed = gzip.compress(
        json.dumps({name: base64.b64encode(text.encode()).decode() for name, text in files.items()}).encode()
    )
    text = json.dumps({"command": command, "files": base64.b64encode(packed).decode()})
    return {"plumbline.local": text}


def task(name: str, role: str = "", **container: Any) -> str:
    """Runs a task; its ARN."""
    client = aws("ecs")
    client.create_cluster(clusterName=name)
    definition = {"name": "app", "image": "x", **container}
    client.register_task_definition(
        family=name,
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        executionRoleArn=role or role_of(f"role-{name}", "ecs-tasks.amazonaws.com"),
        containerDefinitions=[definition],
    )
    subnet = aws("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    network = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": []}}
    started = client.run_task(
        cluster=name, taskDefinition=name, launchType="FARGATE", networkConfiguration=network
    )
    return str(started["tasks"][0]["taskArn"])


def ended(name: str, arn: str) -> dict[str, Any]:
    """The task, once it has ended."""
    for _ in range(100):
        found = aws("ecs").describe_tasks(cluster=name, tasks=[arn])["tasks"][0]
        if found["lastStatus"] == "STOPPED":
            return dict(found)
        # moto's tasks have an exit code all the time, and run for ever.
        assert "exitCode" not in found["containers"][0], found
        time.sleep(0.1)
    raise AssertionError(f"it has not ended: {found}")


@check("ecs")
def tasks_without_a_local_command_say_that_nothing_ran() -> None:
    found = ended("idle", task("idle"))
    assert found["containers"][0]["exitCode"] == 0
    assert "no containers" in found["stoppedReason"], found
    listed = aws("ecs").list_tasks(cluster="idle", family="idle", desiredStatus="STOPPED")["taskArns"]
    assert listed == [found["taskArn"]]


@check("ecs")
def tasks_run_their_local_command() -> None:
    aws("logs").create_log_group(logGroupName="task-log")
    code = "console.log(process.env.PLAIN + ' ' + process.env.HIDDEN); process.exit(7);"
    secret = aws("secretsmanager").create_secret(Name="of-task", SecretString='{"key": "inside"}')["ARN"]
    role_of("role-busy", "ecs-tasks.amazonaws.com")
    permit("role-busy", "logs:CreateLogStream", "secretsmanager:GetSecretValue")
    options = {
        "awslogs-group": "task-log",
        "awslogs-region": "us-east-1",
        "awslogs-stream-prefix": "app",
    }
    arn = task(
        "busy",
        f"arn:aws:iam::{ACCOUNT}:role/role-busy",
        dockerLabels=local(["node", "main.js"], **{"main.js": code}),
        environment=[{"name": "PLAIN", "value": "outside"}],
        secrets=[{"name": "HIDDEN", "valueFrom": f"{secret}:key::"}],
        logConfiguration={"logDriver": "awslogs", "options": options},
    )
    found = ended("busy", arn)
    assert found["containers"][0]["exitCode"] == 7, found
    assert found["stopCode"] == "EssentialContainerExited"
    stream = f"app/app/{arn.rsplit('/', 1)[-1]}"
    lines = aws("logs").get_log_events(logGroupName="task-log", logStreamName=stream)["events"]
    assert [line["message"] for line in lines] == ["outside inside"], lines


@check("ecs")
def tasks_do_not_start_without_their_secrets() -> None:
    missing = f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:not-there-abcdef"
    arn = task(
        "secretless",
        dockerLabels=local(["node", "-e", "0"]),
        secrets=[{"name": "HIDDEN", "valueFrom": missing}],
    )
    found = ended("secretless", arn)
    assert found["stopCode"] == "TaskFailedToStart", found
    assert "exitCode" not in found["containers"][0]


@check("ecs")
def tasks_end_when_they_are_stopped() -> None:
    arn = task("endless", dockerLabels=local(["node", "-e", "setInterval(() => {}, 1000)"]))
    aws("ecs").stop_task(cluster="endless", task=arn, reason="enough")
    found = ended("endless", arn)
    assert (found["stoppedReason"], found["stopCode"]) == ("enough", "UserInitiated"), found
    assert found["containers"][0]["exitCode"] == 143


@check("ecs")
def tasks_go_with_their_cluster() -> None:
    arn = task("deserted", dockerLabels=local(["node", "-e", "0"]))
    ended("deserted", arn)
    aws("ecs").delete_cluster(cluster="deserted")
    assert aws("ecs").list_tasks(cluster="deserted", desiredStatus="STOPPED")["taskArns"] == []
