"""Checks of emulator/refusals for route53, apigatewayv2, wafv2, cognito-idp and singletons."""

import contextlib
from typing import Any

from .support import ACCOUNT, ROLE, aws, check, refuses


def certificate(name: str, *others: str, region: str = "us-east-1") -> str:
    settings = {"SubjectAlternativeNames": list(others)} if others else {}
    client = aws("acm") if region == "us-east-1" else aws("acm", region)
    return str(
        client.request_certificate(DomainName=name, ValidationMethod="DNS", **settings)["CertificateArn"]
    )


def record(zone: str, name: str, kind: str, *values: str) -> None:
    change = {
        "Action": "UPSERT",
        "ResourceRecordSet": {
            "Name": name,
            "Type": kind,
            "TTL": 60,
            "ResourceRecords": [{"Value": value} for value in values],
        },
    }
    aws("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [change]})


@check("route53")
def records_are_in_their_zone_and_alone() -> None:
    zone = aws("route53").create_hosted_zone(Name="example.net", CallerReference="records")["HostedZone"][
        "Id"
    ]
    invalid = "InvalidChangeBatch"
    refuses(invalid, record, zone, "www.example.org", "A", "192.0.2.1")
    refuses(invalid, record, zone, "example.net", "CNAME", "example.org")
    record(zone, "www.example.net", "A", "192.0.2.1")
    refuses(invalid, record, zone, "www.example.net", "CNAME", "example.org")
    record(zone, "alias.example.net", "CNAME", "example.org")
    refuses(invalid, record, zone, "alias.example.net", "TXT", '"text"')


@check("route53")
def records_have_values_of_their_type() -> None:
    zone = aws("route53").create_hosted_zone(Name="example.com", CallerReference="values")["HostedZone"]["Id"]
    for kind, value in (
        ("A", "300.0.2.1"),
        ("AAAA", "192.0.2.1"),
        ("TXT", "bare"),
        ("TXT", '"' + "x" * 256 + '"'),
        ("MX", "mail.example.com"),
    ):
        refuses("InvalidChangeBatch", record, zone, "a.example.com", kind, value)


def api(name: str, **settings: Any) -> str:
    return str(aws("apigatewayv2").create_api(Name=name, ProtocolType="HTTP", **settings)["ApiId"])


@check("apigatewayv2")
def routes_and_stages_exist_once() -> None:
    client, identifier = aws("apigatewayv2"), api("routes")
    client.create_route(ApiId=identifier, RouteKey="GET /orders")
    refuses("ConflictException", client.create_route, ApiId=identifier, RouteKey="GET /orders")
    for key in ("orders", "FETCH /orders", "GET orders", "GET /{a}/{a}"):
        refuses("BadRequestException", client.create_route, ApiId=identifier, RouteKey=key)
    refuses(
        "BadRequestException",
        client.create_route,
        ApiId=identifier,
        RouteKey="GET /lost",
        Target="integrations/nothing",
    )
    client.create_stage(ApiId=identifier, StageName="$default")
    refuses("ConflictException", client.create_stage, ApiId=identifier, StageName="$default")


@check("apigatewayv2")
def integrations_and_authorizers_of_routes_stay() -> None:
    client, identifier = aws("apigatewayv2"), api("used")
    integration = client.create_integration(
        ApiId=identifier,
        IntegrationType="HTTP_PROXY",
        IntegrationMethod="GET",
        PayloadFormatVersion="1.0",
        IntegrationUri="https://example.com/",
    )["IntegrationId"]
    authorizer = client.create_authorizer(
        ApiId=identifier,
        Name="people",
        AuthorizerType="JWT",
        IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={"Issuer": "https://example.com/", "Audience": ["shop"]},
    )["AuthorizerId"]
    route = client.create_route(
        ApiId=identifier,
        RouteKey="GET /orders",
        Target=f"integrations/{integration}",
        AuthorizationType="JWT",
        AuthorizerId=authorizer,
    )["RouteId"]
    refuses("ConflictException", client.delete_integration, ApiId=identifier, IntegrationId=integration)
    refuses("ConflictException", client.delete_authorizer, ApiId=identifier, AuthorizerId=authorizer)
    client.delete_route(ApiId=identifier, RouteId=route)
    client.delete_integration(ApiId=identifier, IntegrationId=integration)
    client.delete_authorizer(ApiId=identifier, AuthorizerId=authorizer)


@check("apigatewayv2")
def credentials_are_for_certain_origins() -> None:
    cors = {"AllowOrigins": ["*"], "AllowCredentials": True}
    refuses("BadRequestException", api, "open", CorsConfiguration=cors)
    for origin in ("example.com", "https://example.com/", "https://example.com/path"):
        refuses("BadRequestException", api, "malformed", CorsConfiguration={"AllowOrigins": [origin]})


@check("apigatewayv2")
def logs_of_stages_fill_a_policy() -> None:
    client = aws("apigatewayv2")

    def stage(number: int, prefix: str) -> None:
        group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{prefix}{number}-{'x' * 100}"
        settings = {"DestinationArn": group, "Format": "$context.requestId"}
        client.create_stage(ApiId=api(f"logging-{number}"), StageName="s", AccessLogSettings=settings)

    for number in range(21):
        stage(number, "api-")

    def more() -> None:
        for number in range(21, 42):
            stage(number, "api-")

    refuses("BadRequestException", more)
    stage(50, "/aws/vendedlogs/api-")


def firewall(name: str, *rules: dict[str, Any], scope: str = "REGIONAL") -> Any:
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
    whole = [
        {"Name": f"r{number}", "Priority": number, "VisibilityConfig": seen | {"MetricName": f"m{number}"}}
        | rule
        for number, rule in enumerate(rules)
    ]
    return aws("wafv2").create_web_acl(
        Name=name, Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=seen, Rules=whole
    )["Summary"]


_KINDS = [
    "LOWERCASE",
    "URL_DECODE",
    "HTML_ENTITY_DECODE",
    "CMD_LINE",
    "COMPRESS_WHITE_SPACE",
    "BASE64_DECODE",
]
_KINDS += ["HEX_DECODE", "MD5", "REMOVE_NULLS", "NORMALIZE_PATH"]


def managed(name: str) -> dict[str, Any]:
    group = {"VendorName": "AWS", "Name": name}
    return {"Statement": {"ManagedRuleGroupStatement": group}, "OverrideAction": {"None": {}}}


@check("wafv2")
def rules_of_firewalls_have_their_own_place() -> None:
    limit = {"Limit": 100, "AggregateKeyType": "IP"}
    rule = {"Statement": {"RateBasedStatement": limit}, "Action": {"Block": {}}}
    for twin in ({"Priority": 0}, {"Name": "r0"}):
        refuses("WAFInvalidParameterException", firewall, "twins", rule, rule | twin)


@check("wafv2")
def firewalls_have_5000_units() -> None:
    names = [
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesSQLiRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesUnixRuleSet",
        "AWSManagedRulesWindowsRuleSet",
        "AWSManagedRulesPHPRuleSet",
        "AWSManagedRulesLinuxRuleSet",
        "AWSManagedRulesAdminProtectionRuleSet",
        "AWSManagedRulesWordPressRuleSet",
    ]
    patterns = [
        {
            "Statement": {
                "ByteMatchStatement": {
                    "SearchString": b"x",
                    "FieldToMatch": {"Body": {"OversizeHandling": "MATCH"}},
                    "TextTransformations": [{"Priority": n, "Type": kind} for n, kind in enumerate(_KINDS)],
                    "PositionalConstraint": "CONTAINS",
                }
            },
            "Action": {"Block": {}},
        }
        for _ in range(30)
    ]
    refuses("WAFLimitsExceededException", firewall, "heavy", *map(managed, names), *patterns)


@check("wafv2")
def logs_of_firewalls_have_a_prefix() -> None:
    arn = firewall("logged")["ARN"]
    for group in (f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:waf", f"arn:aws:s3:::waf-{ACCOUNT}"):
        settings = {"ResourceArn": arn, "LogDestinationConfigs": [group]}
        refuses(
            "WAFInvalidParameterException",
            aws("wafv2").put_logging_configuration,
            LoggingConfiguration=settings,
        )


@check("cognito-idp")
def clients_have_addresses_and_lifetimes() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="p")["UserPool"]["Id"]

    def app(**settings: Any) -> None:
        client.create_user_pool_client(UserPoolId=pool, ClientName="c", **settings)

    flows = {
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid"],
        "SupportedIdentityProviders": ["COGNITO"],
    }
    for url in ("http://example.com/", "example.com", "https://example.com/#top"):
        refuses("InvalidParameterException", app, CallbackURLs=[url], **flows)
    refuses("InvalidParameterException", app, **flows)
    units = {"TokenValidityUnits": {"AccessToken": "days", "RefreshToken": "hours"}}
    refuses("InvalidParameterException", app, AccessTokenValidity=2, RefreshTokenValidity=2, **units)


@check("cognito-idp")
def domains_are_not_of_aws() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="named")["UserPool"]["Id"]
    for name in ("my-aws-shop", "amazon-shop", "cognito1"):
        refuses("InvalidParameterException", client.create_user_pool_domain, UserPoolId=pool, Domain=name)


@check("acm")
def certificates_have_at_most_10_names() -> None:
    refuses("LimitExceededException", certificate, "a.example.com", *[f"b{n}.example.com" for n in range(10)])


@check("ce")
def services_have_one_monitor() -> None:
    client = aws("ce")
    monitor = {"MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}
    client.create_anomaly_monitor(AnomalyMonitor={"MonitorName": "only", **monitor})
    refuses(
        "LimitExceededException",
        client.create_anomaly_monitor,
        AnomalyMonitor={"MonitorName": "second", **monitor},
    )


@check("guardduty")
def regions_have_one_detector() -> None:
    client = aws("guardduty")
    if not client.list_detectors()["DetectorIds"]:
        client.create_detector(Enable=True)
    refuses("BadRequestException", client.create_detector, Enable=True)


@check("securityhub")
def accounts_subscribe_once() -> None:
    client = aws("securityhub")
    with contextlib.suppress(client.exceptions.ResourceConflictException):
        client.enable_security_hub()
    refuses("ResourceConflictException", client.enable_security_hub)
    client.disable_security_hub()


@check("accessanalyzer")
def regions_have_one_analyzer_of_a_type() -> None:
    client = aws("accessanalyzer")
    client.create_analyzer(analyzerName="one-of-unused", type="ACCOUNT_UNUSED_ACCESS")
    refuses(
        "ServiceQuotaExceededException",
        client.create_analyzer,
        analyzerName="two-of-unused",
        type="ACCOUNT_UNUSED_ACCESS",
    )


@check("chatbot")
def channels_have_one_configuration() -> None:
    client = aws("chatbot")
    channel = {"SlackTeamId": "T0123456789", "SlackChannelId": "C9876543210", "IamRoleArn": ROLE}
    client.create_slack_channel_configuration(ConfigurationName="one", **channel)
    refuses(
        "InvalidRequestException",
        client.create_slack_channel_configuration,
        ConfigurationName="two",
        **channel,
    )
