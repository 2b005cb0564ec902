"""Asks a load balancer of the emulator whose rules answer by themselves; leaves a service that runs.

usage: balancers.py <URL>
"""

from typing import Any

from checks.ecs_services import is_steady, revision, service, until
from checks.elbv2 import ask, balancer, fixed, rule
from checks.support import aws


def rules_decide_who_answers() -> None:
    def query(value: str) -> list[dict[str, Any]]:
        return [{"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "a", "Value": value}]}}]

    assert ask("/")[0::2] == (404, "none")
    host = {"Field": "host-header", "HostHeaderConfig": {"Values": ["*.example.com"]}}
    path = {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/a/*"]}}
    header = {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-A", "Values": ["ye?"]}}
    method = {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["PUT"]}}
    source = {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.0/24"]}}
    here = {"Field": "source-ip", "SourceIpConfig": {"Values": ["127.0.0.0/8"]}}
    rules = [
        rule(1, [source], fixed("elsewhere")),
        rule(9, [path], fixed("path")),
        rule(3, [path, header], fixed("header")),
        rule(4, [method, here], fixed("method")),
        rule(5, query("1*"), fixed("query")),
        rule(6, [host], fixed("host")),
    ]
    assert ask("/a/b")[2] == "path"
    assert ask("/A/b")[2] == "none"
    assert ask("/a/b", X_A="YES")[2] == "header"
    assert ask("/", method="PUT")[2] == "method"
    assert ask("/?b=2&a=12")[2] == "query"
    zone = aws("route53").create_hosted_zone(Name="example.com", CallerReference="balancer")["HostedZone"][
        "Id"
    ]
    target = {"HostedZoneId": "Z35SXDOTRQ7X7K", "DNSName": balancer()["dns"], "EvaluateTargetHealth": False}
    change = {"Name": "www.example.com", "Type": "A", "AliasTarget": target}
    changes = [{"Action": "CREATE", "ResourceRecordSet": change}]
    aws("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
    assert ask("/", host="www.example.com.localhost:4566")[2] == "host"
    assert ask("/", host="www.example.com")[2] == "host"
    assert ask("/", host="other.example.com")[0] == 421
    moved = {"Path": "/new/#{path}", "Query": "#{query}&more", "StatusCode": "HTTP_301"}
    rules.append(rule(7, query("go"), {"Type": "redirect", "RedirectConfig": moved}))
    host_name = f"{balancer()['dns']}.localhost:4566"
    status, headers, _ = ask("/old?a=go", host=host_name)
    assert (status, headers["Location"]) == (301, f"http://{host_name}/new/old?a=go&more"), headers
    away = {"Protocol": "HTTPS", "Port": "443", "Host": "other.example", "StatusCode": "HTTP_302"}
    rules.append(rule(8, query("away"), {"Type": "redirect", "RedirectConfig": away}))
    assert ask("/x?a=away")[1]["Location"] == "https://other.example:443/x?a=away"
    for arn in rules:
        aws("elbv2").delete_rule(RuleArn=arn)


def actions_that_are_not_run_say_so() -> None:
    sign_in = {
        "Type": "authenticate-oidc",
        "Order": 1,
        "AuthenticateOidcConfig": {
            "Issuer": "https://example.com",
            "AuthorizationEndpoint": "https://example.com/a",
            "TokenEndpoint": "https://example.com/t",
            "UserInfoEndpoint": "https://example.com/u",
            "ClientId": "client",
            "ClientSecret": "secret",
        },
    }
    here = [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/private"]}}]
    [made] = aws("elbv2").create_rule(
        ListenerArn=balancer()["listener"],
        Priority=2,
        Conditions=here,
        Actions=[sign_in, {**fixed("in"), "Order": 2}],
    )["Rules"]
    status, _, text = ask("/private")
    assert (status, "does not run authenticate-oidc" in text) == (501, True), text
    aws("elbv2").delete_rule(RuleArn=made["RuleArn"])


rules_decide_who_answers()
actions_that_are_not_run_say_so()
service("left", revision("left", "one"), 2)
until("left", is_steady)
print("{}")
