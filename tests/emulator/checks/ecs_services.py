"""Checks of services whose tasks run on this machine."""

import functools
import time
from collections.abc import Callable
from typing import Any

from .ecs import ended, local, task
from .support import aws, check, permit, role_of

SERVER = """
const http = require("node:http");
const { PORT, HOST, VERSION } = process.env;
if (VERSION === "broken") { console.log("no such table"); process.exit(3); }
http.createServer((request, response) => {
    if (request.url === "/crash") process.exit(9);
    response.end(VERSION);
}).listen(PORT, HOST, () => console.log(`${VERSION} listens`));
process.on("SIGTERM", () => { console.log("bye"); process.exit(0); });
"""


@functools.cache
def execution_role() -> str:
    """The role with which all of these tasks start."""
    role = role_of("role-of-services", "ecs-tasks.amazonaws.com")
    permit("role-of-services", "logs:CreateLogStream", "logs:PutLogEvents")
    return role


def revision(name: str, version: str, **container: Any) -> str:
    """A revision of a task definition whose container runs the server."""
    definition = {
        "name": "app",
        "image": "x",
        "portMappings": [{"containerPort": 8080}],
        "environment": [{"name": "VERSION", "value": version}, {"name": "PORT", "value": "8080"}],
        "dockerLabels": local(["node", "main.js"], **{"main.js": SERVER}),
        "stopTimeout": 5,
        **container,
    }
    made = aws("ecs").register_task_definition(
        family=name,
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        executionRoleArn=execution_role(),
        containerDefinitions=[definition],
    )
    return str(made["taskDefinition"]["taskDefinitionArn"])


def service(name: str, definition: str, count: int = 1, **more: Any) -> dict[str, Any]:
    """A service of the same name as its cluster."""
    aws("ecs").create_cluster(clusterName=name)
    subnet = aws("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    made = aws("ecs").create_service(
        cluster=name,
        serviceName=name,
        taskDefinition=definition,
        desiredCount=count,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": []}},
        **more,
    )
    # moto starts none, and a check against it should not wait for one.
    assert count == 0 or aws("ecs").list_tasks(cluster=name, serviceName=name)["taskArns"]
    return dict(made["service"])


def look(name: str) -> dict[str, Any]:
    """The service as it is."""
    return dict(aws("ecs").describe_services(cluster=name, services=[name])["services"][0])


def until(name: str, wanted: Callable[[dict[str, Any]], bool], seconds: float = 30) -> dict[str, Any]:
    """The service, once it is as wanted."""
    end = time.monotonic() + seconds
    while not wanted(found := look(name)):
        assert time.monotonic() < end, found
        time.sleep(0.1)
    return found


def is_steady(found: dict[str, Any]) -> bool:
    """Whether a service has as many tasks as it should, of one deployment that is over."""
    deployments = found["deployments"]
    over = [one["rolloutState"] for one in deployments] == ["COMPLETED"]
    return over and found["runningCount"] == found["desiredCount"]


def tasks_of(name: str, status: str = "RUNNING") -> list[dict[str, Any]]:
    """The tasks of a service."""
    arns = aws("ecs").list_tasks(cluster=name, serviceName=name, desiredStatus=status)["taskArns"]
    return list(aws("ecs").describe_tasks(cluster=name, tasks=arns)["tasks"]) if arns else []


def gone(name: str) -> None:
    """Deletes a service and waits until none of its tasks runs."""
    aws("ecs").delete_service(cluster=name, service=name, force=True)
    until(name, lambda found: found["status"] == "INACTIVE")


@check("ecs")
def services_run_replace_and_stop_their_tasks() -> None:
    aws("logs").create_log_group(logGroupName="served")
    options = {"awslogs-group": "served", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "app"}
    logged = {"logConfiguration": {"logDriver": "awslogs", "options": options}}
    began = service("served", revision("served", "one", **logged), 2)
    assert began["runningCount"] < 2, began
    assert began["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    found = until("served", is_steady)
    assert "reached a steady state" in found["events"][0]["message"], found["events"]
    first = tasks_of("served")
    assert {one["lastStatus"] for one in first} == {"RUNNING"}
    assert {one["group"] for one in first} == {"service:served"}
    aws("ecs").update_service(
        cluster="served", service="served", taskDefinition=revision("served", "two", **logged)
    )
    changing = look("served")
    assert len(changing["deployments"]) == 2, changing["deployments"]
    until("served", is_steady)
    second = tasks_of("served")
    assert not {one["taskArn"] for one in first} & {one["taskArn"] for one in second}
    streams = [f"app/app/{one['taskArn'].rsplit('/', 1)[-1]}" for one in (first[0], second[0])]
    said = [
        [
            event["message"]
            for event in aws("logs").get_log_events(logGroupName="served", logStreamName=one)["events"]
        ]
        for one in streams
    ]
    assert said == [["one listens", "bye"], ["two listens"]], said
    aws("ecs").update_service(cluster="served", service="served", desiredCount=1)
    until("served", lambda found: found["runningCount"] == 1)
    gone("served")
    assert tasks_of("served") == []


@check("ecs")
def services_start_again_what_ends() -> None:
    service("restless", revision("restless", "one"))
    until("restless", is_steady)
    [before] = tasks_of("restless")
    aws("ecs").stop_task(cluster="restless", task=before["taskArn"], reason="enough")
    until(
        "restless",
        lambda _: [one["taskArn"] for one in tasks_of("restless")] not in ([], [before["taskArn"]]),
    )
    until("restless", is_steady)
    [ended] = [one for one in tasks_of("restless", "STOPPED") if one["taskArn"] == before["taskArn"]]
    assert (ended["stoppedReason"], ended["containers"][0]["exitCode"]) == ("enough", 0), ended
    gone("restless")


@check("ecs")
def services_that_never_get_well_fail_their_deployment() -> None:
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    service("broken", revision("broken", "one"), deploymentConfiguration=breaker)
    until("broken", is_steady)
    aws("ecs").update_service(cluster="broken", service="broken", taskDefinition=revision("broken", "broken"))
    found = until("broken", lambda found: "rolling back" in str(found["events"]))
    ends = [one["message"] for one in found["events"] if "exit code 3" in one["message"]]
    assert len(ends) == 3, ends
    assert "no such table" in ends[0], ends
    listed = aws("ecs").list_service_deployments(cluster="broken", service="broken")["serviceDeployments"]
    assert listed[0]["status"] == "ROLLBACK_SUCCESSFUL", listed
    assert until("broken", is_steady)["taskDefinition"].endswith(":1")
    [stopped, *_] = [one for one in tasks_of("broken", "STOPPED") if one["taskDefinitionArn"].endswith(":2")]
    assert (stopped["stopCode"], stopped["containers"][0]["exitCode"]) == ("EssentialContainerExited", 3)
    assert stopped["containers"][0]["reason"] == "no such table", stopped
    gone("broken")


@check("ecs")
def services_run_the_health_check_of_their_container() -> None:
    asking = "node -e 'fetch(`http://localhost:8080/`).catch(() => process.exit(1))'"
    health = {"command": ["CMD-SHELL", asking], "interval": 5}
    service("checked", revision("checked", "one", healthCheck=health))
    [found] = tasks_of("checked")
    assert found["healthStatus"] == "UNKNOWN", found
    until("checked", is_steady)
    [found] = tasks_of("checked")
    assert (found["healthStatus"], found["containers"][0]["healthStatus"]) == ("HEALTHY", "HEALTHY"), found
    gone("checked")


@check("ecs")
def private_names_lead_to_tasks() -> None:
    vpc = aws("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
    aws("servicediscovery").create_private_dns_namespace(Name="checks.internal", Vpc=vpc)
    [space] = [
        one["Id"]
        for one in aws("servicediscovery").list_namespaces()["Namespaces"]
        if one["Name"] == "checks.internal"
    ]
    records = {"DnsRecords": [{"Type": "A", "TTL": 10}], "RoutingPolicy": "MULTIVALUE"}
    name = aws("servicediscovery").create_service(Name="stock", DnsConfig={**records, "NamespaceId": space})[
        "Service"
    ]
    service("private", revision("private", "one"), serviceRegistries=[{"registryArn": name["Arn"]}])
    until("private", is_steady)
    aws("logs").create_log_group(logGroupName="asking")
    options = {"awslogs-group": "asking", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "app"}
    code = "fetch(process.env.STOCK).then((answer) => answer.text()).then(console.log)"
    arn = task(
        "asking",
        execution_role(),
        dockerLabels=local(["node", "main.mjs"], **{"main.mjs": code}),
        environment=[{"name": "STOCK", "value": "http://stock.checks.internal:8080/x"}],
        logConfiguration={"logDriver": "awslogs", "options": options},
    )
    assert ended("asking", arn)["containers"][0]["exitCode"] == 0
    stream = f"app/app/{arn.rsplit('/', 1)[-1]}"
    lines = aws("logs").get_log_events(logGroupName="asking", logStreamName=stream)["events"]
    assert [line["message"] for line in lines] == ["one"], lines
    gone("private")
    aws("servicediscovery").delete_service(Id=name["Id"])
    aws("servicediscovery").delete_namespace(Id=space)
