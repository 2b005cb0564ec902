"""Checks of load balancers, which lead to the tasks of services."""

import concurrent.futures
import functools
import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from .ecs import local
from .ecs_services import gone, is_steady, revision, service, until
from .support import aws, check, endpoint

SERVER = """
const http = require("node:http");
const { PORT, HOST } = process.env;
http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    if (pathname === "/big") {
        for (let sent = 0; sent < 64; sent++) response.write(Buffer.alloc(65536));
        return response.end();
    }
    if (pathname === "/slow") return setTimeout(() => response.end("slow"), 1500);
    if (pathname === "/never") return undefined;
    if (pathname === "/cut") return request.socket.destroy();
    if (pathname === "/pieces") {
        response.write("one");
        return setTimeout(() => response.end("two"), 1000);
    }
    let bytes = 0;
    request.on("data", (part) => (bytes += part.length));
    request.on("end", () => {
        const { method, url, headers } = request;
        response.setHeader("set-cookie", ["a=1", "b=2"]);
        response.end(JSON.stringify({ method, url, headers, bytes }));
    });
}).listen(PORT, HOST);
"""


@functools.cache
def balancer() -> dict[str, Any]:
    """A load balancer with one listener, that answers 404 by itself."""
    [usual] = aws("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    inside = [{"Name": "vpc-id", "Values": [usual["VpcId"]]}]
    found = aws("ec2").describe_subnets(Filters=inside)["Subnets"]
    subnets = [*{one["AvailabilityZone"]: one["SubnetId"] for one in found}.values()][:2]
    [made] = aws("elbv2").create_load_balancer(Name="checked", Subnets=subnets)["LoadBalancers"]
    missing = {"ContentType": "text/plain", "MessageBody": "none", "StatusCode": "404"}
    [listener] = aws("elbv2").create_listener(
        LoadBalancerArn=made["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": missing}],
    )["Listeners"]
    return {"dns": made["DNSName"], "vpc": made["VpcId"], "arn": made["LoadBalancerArn"],
            "listener": listener["ListenerArn"]}  # fmt: skip


def group(name: str, **more: Any) -> str:
    """A target group of addresses with quick checks."""
    [made] = aws("elbv2").create_target_group(
        Name=name,
        Protocol="HTTP",
        Port=80,
        VpcId=balancer()["vpc"],
        TargetType="ip",
        **{"HealthCheckPath": "/well", "HealthCheckIntervalSeconds": 5, "HealthyThresholdCount": 2, **more},
    )["TargetGroups"]
    return str(made["TargetGroupArn"])


def rule(priority: int, conditions: list[dict[str, Any]], action: dict[str, Any]) -> str:
    """A rule of the listener."""
    [made] = aws("elbv2").create_rule(
        ListenerArn=balancer()["listener"], Priority=priority, Conditions=conditions, Actions=[action]
    )["Rules"]
    return str(made["RuleArn"])


def fixed(text: str) -> dict[str, Any]:
    """An action that answers with a text."""
    config = {"ContentType": "text/plain", "MessageBody": text, "StatusCode": "200"}
    return {"Type": "fixed-response", "FixedResponseConfig": config}


def connection() -> http.client.HTTPConnection:
    """A connection to the emulator."""
    where = urlsplit(endpoint())
    return http.client.HTTPConnection(where.hostname or "", where.port, timeout=20)


def ask(path: str, host: str = "", method: str = "GET", body: bytes | None = None, **headers: str) -> Any:
    """Status, headers and text of an answer through the load balancer."""
    asked = connection()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    asked.request(method, path, body, {"Host": host or f"{balancer()['dns']}.localhost:80", **names})
    answer = asked.getresponse()
    text = answer.read().decode(errors="replace")
    asked.close()
    return answer.status, dict(answer.getheaders()), text


def behind(name: str, target: str, **more: Any) -> None:
    """A service behind a target group."""
    label = local(["node", "main.js"], **{"main.js": SERVER})
    place = {"targetGroupArn": target, "containerName": "app", "containerPort": 8080}
    service(name, revision(name, "one", dockerLabels=label), loadBalancers=[place], **more)


@check("elbv2")
def requests_reach_the_tasks_of_a_service() -> None:
    target = group("reached")
    everything = [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/*"]}}]
    forward = rule(50, everything, {"Type": "forward", "TargetGroupArn": target})
    status, _, text = ask("/")
    assert status == 503, text
    behind("reached", target, healthCheckGracePeriodSeconds=60)
    aws("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=balancer()["arn"], Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "2"}]
    )
    aws("elbv2").modify_target_group_attributes(
        TargetGroupArn=target, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "10"}]
    )
    until("reached", is_steady)
    [health] = aws("elbv2").describe_target_health(TargetGroupArn=target)["TargetHealthDescriptions"]
    assert (health["TargetHealth"]["State"], health["Target"]["Port"]) == ("healthy", 8080), health

    host = f"{balancer()['dns']}.localhost:4566"
    status, headers, text = ask("/a%2Fb?c=d%20e", host, X_Forwarded_For="192.0.2.1", Cookie="x=y")
    seen = json.loads(text)
    assert (status, seen["url"], seen["headers"]["host"]) == (200, "/a%2Fb?c=d%20e", host), seen
    given = {name: seen["headers"].get(f"x-forwarded-{name}") for name in ("for", "proto", "port")}
    assert given == {"for": "192.0.2.1, 127.0.0.1", "proto": "http", "port": "80"}, seen
    assert seen["headers"]["x-amzn-trace-id"].startswith("Root=1-"), seen
    assert headers["Set-Cookie"] == "b=2", headers  # the second of two

    assert json.loads(ask("/", method="POST", body=bytes(3_000_000))[2])["bytes"] == 3_000_000
    assert len(ask("/big")[2]) == 64 * 65536
    assert ask("/", method="HEAD")[0::2] == (200, "")
    assert ask("/cut")[0] == 502
    assert ask("/never")[0] == 504
    asked = connection()
    for _ in range(2):  # the second one on the same connection
        asked.request("GET", "/pieces", headers={"Host": host})
        answer = asked.getresponse()
        assert answer.getheader("transfer-encoding") == "chunked"
        began = time.monotonic()
        assert answer.read1(100) == b"one"
        assert time.monotonic() - began < 0.8
        assert answer.read() == b"two"
    status, _, text = ask("/", Upgrade="websocket", Connection="Upgrade")
    assert (status, "WebSockets" in text) == (501, True)

    with concurrent.futures.ThreadPoolExecutor() as threads:
        slow = threads.submit(ask, "/slow")
        time.sleep(0.5)
        aws("ecs").update_service(cluster="reached", service="reached", desiredCount=0)
        time.sleep(0.5)
        [health] = aws("elbv2").describe_target_health(TargetGroupArn=target)["TargetHealthDescriptions"]
        assert health["TargetHealth"]["State"] == "draining", health
        assert slow.result()[0::2] == (200, "slow")
    until("reached", lambda found: found["runningCount"] == 0)
    assert ask("/")[0] == 503
    gone("reached")
    aws("elbv2").delete_rule(RuleArn=forward)


@check("elbv2")
def deployments_shift_requests_to_the_other_target_group() -> None:
    blue, green = group("shift-a"), group("shift-b")
    shares = [{"TargetGroupArn": blue, "Weight": 100}, {"TargetGroupArn": green, "Weight": 0}]
    here = [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/shift*"]}}]
    shifted = rule(40, here, {"Type": "forward", "ForwardConfig": {"TargetGroups": shares}})
    place = {
        "targetGroupArn": blue,
        "containerName": "app",
        "containerPort": 8080,
        "advancedConfiguration": {
            "alternateTargetGroupArn": green,
            "productionListenerRule": shifted,
            "roleArn": "arn:aws:iam::123456789012:role/infrastructure",
        },
    }
    how = {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 0}
    first = revision("shifted", "one")
    service("shifted", first, loadBalancers=[place], deploymentConfiguration=how)
    until("shifted", is_steady)
    assert ask("/shift")[2] == "one"
    second = revision("shifted", "two")
    aws("ecs").update_service(cluster="shifted", service="shifted", taskDefinition=second)
    said = set()
    while not is_steady(until("shifted", lambda _: True)):
        said.add(ask("/shift")[0::2])
    assert said <= {(200, "one"), (200, "two")}, said
    assert ask("/shift")[2] == "two"
    [found] = aws("elbv2").describe_rules(RuleArns=[shifted])["Rules"]
    weights = [one["Weight"] for one in found["Actions"][0]["ForwardConfig"]["TargetGroups"]]
    assert weights == [0, 100], weights
    gone("shifted")
    aws("elbv2").delete_rule(RuleArn=shifted)
