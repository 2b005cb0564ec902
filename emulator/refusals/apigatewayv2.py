"""API Gateway v2: routes, stages, CORS, logs."""

import json
import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

apigatewayv2 = Service("apigatewayv2")
_GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide"
_BAD, _CONFLICT = "BadRequestException", "ConflictException"
_KEY = re.compile(r"(GET|HEAD|OPTIONS|PUT|POST|PATCH|DELETE|ANY) (/\S*)")
_ORIGIN = re.compile(r"\*|https?://(\*|[^\s/*]+)|[a-z][a-z0-9+.-]+://[^\s/]+")
_POLICY = 5120


def api_of(call: Call) -> Any:
    """The API of a call; None if it is not there, which moto refuses itself."""
    return call.backend().apis.get(call["ApiId"])


@apigatewayv2.refuse("CreateRoute", "UpdateRoute", source=f"{_GUIDE}/http-api-develop-routes.html")
def routes(call: Call) -> None:
    """A route key that another route has or that is none, or a route to an integration that is not there."""
    api, key, target = api_of(call), call.get("RouteKey"), str(call.get("Target") or "")
    if api is None:
        return
    if key and api.protocol_type == "HTTP":
        found = _KEY.fullmatch(key)
        names = re.findall(r"\{([^}]+)\}", found[2]) if found else []
        if (key != "$default" and not found) or len(names) != len(set(names)):
            raise Refused(
                _BAD, f"Unable to create or update route: the provided route key {key} is not valid"
            )
    for route in api.routes.values():
        if key and route.route_key == key and route.route_id != call.get("RouteId"):
            raise Refused(_CONFLICT, f"Route with key {key} already exists for this API")
    if target.startswith("integrations/") and target.partition("/")[2] not in api.integrations:
        raise Refused(_BAD, f"Invalid integration identifier specified: {target.partition('/')[2]}")


@apigatewayv2.refuse("DeleteIntegration", source=f"{_GUIDE}/http-api-develop-integrations.html")
def used_integrations(call: Call) -> None:
    """Deletes an integration that routes lead to."""
    api, target = api_of(call), f"integrations/{call['IntegrationId']}"
    found = [route.route_id for route in api.routes.values() if route.target == target] if api else []
    if found:
        ids = ", ".join(found)
        raise Refused(
            _CONFLICT,
            f"Cannot delete Integration because it is referenced by the following Routes with Ids: [{ids}]",
        )


@apigatewayv2.refuse("DeleteAuthorizer", source=f"{_GUIDE}/http-api-access-control.html")
def used_authorizers(call: Call) -> None:
    """Deletes an authorizer that routes have."""
    api, identifier = api_of(call), call["AuthorizerId"]
    if api is None or identifier not in api.authorizers:
        return
    name = api.authorizers[identifier].name
    for route in api.routes.values():
        if route.authorizer_id == identifier:
            raise Refused(
                _CONFLICT, f"Cannot delete authorizer {name}, is referenced in route: {route.route_key}"
            )


@apigatewayv2.refuse("CreateStage", source=f"{_GUIDE}/http-api-stages.html")
def stages(call: Call) -> None:
    """A second stage of the same name."""
    api = api_of(call)
    if api is not None and call["StageName"] in api.stages:
        raise Refused(_CONFLICT, "Stage already exists")


@apigatewayv2.refuse("CreateApi", "UpdateApi", source=f"{_GUIDE}/http-api-cors.html")
def cors(call: Call) -> None:
    """Credentials for every origin, or an origin that is none."""
    settings = call.get("CorsConfiguration") or {}
    origins = settings.get("AllowOrigins") or []
    if settings.get("AllowCredentials") and "*" in origins:
        raise Refused(_BAD, "Invalid CORS configuration: credentials are not allowed with the origin *")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise Refused(_BAD, f"Invalid format for origin {origin}")


def log_group(settings: Any) -> str:
    """The ARN of the log group to which a stage writes; empty for none."""
    given = settings or {}
    return str(given.get("destinationArn") or given.get("DestinationArn") or "").removesuffix(":*")


@apigatewayv2.refuse(
    "CreateStage",
    "UpdateStage",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
)
def log_policy(call: Call) -> None:
    """More log groups outside /aws/vendedlogs/ than the policy has room for to which AWS adds each."""
    wanted = log_group(call.get("AccessLogSettings"))
    if not wanted or ":log-group:/aws/vendedlogs/" in wanted:
        return
    groups = {
        log_group(stage.access_log_settings)
        for api in call.backend().apis.values()
        for stage in api.stages.values()
    }
    groups = {group for group in groups if group and ":log-group:/aws/vendedlogs/" not in group} | {wanted}
    statement = {
        "Sid": "AWSLogDeliveryWrite",
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": [f"{group}:log-stream:*" for group in sorted(groups)],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": [call.account]},
            "ArnLike": {"aws:SourceArn": [f"arn:aws:logs:{call.region}:{call.account}:*"]},
        },
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    if len(json.dumps(policy, separators=(",", ":"))) > _POLICY:
        message = "Cannot enable logging. Policy document length breaking Cloudwatch Logs Constraints, either"
        raise Refused(_BAD, f"{message} < 1 or > {_POLICY}")
