"""API Gateway v2: domain names, and stages that change."""

from typing import Any

from ..registry import Call, Params, Service, walk

apigatewayv2 = Service("apigatewayv2")


@apigatewayv2.after("CreateDomainName", "GetDomainName", "UpdateDomainName")
def complete_domain(call: Call, answer: Params) -> None:
    """A domain name has no status (so that waiting for it fails), no target, and an empty mutual TLS."""
    for configuration in walk(answer, "DomainNameConfigurations"):
        configuration.update(
            DomainNameStatus="AVAILABLE",
            ApiGatewayDomainName=f"d-abcdef1234.execute-api.{call.region}.amazonaws.com",
            HostedZoneId="Z1UJRXOUMOOFQ8",
            IpAddressType=configuration.get("IpAddressType") or "ipv4",
        )
    if not answer.get("MutualTlsAuthentication"):
        answer.pop("MutualTlsAuthentication", None)


STAGE = {
    "AccessLogSettings": "access_log_settings",
    "AutoDeploy": "auto_deploy",
    "ClientCertificateId": "client_certificate_id",
    "DefaultRouteSettings": "default_route_settings",
    "Description": "description",
    "StageVariables": "stage_variables",
}


def camel(value: Any) -> Any:
    """Names as moto keeps them; of a map of routes only what is in it."""
    if not isinstance(value, dict):
        return value
    return {name[0].lower() + name[1:]: inner for name, inner in value.items()}


@apigatewayv2.operation("UpdateStage")
def update_stage(call: Call) -> Params:
    """A stage can't be changed: the request is answered as if it had been."""
    stage = call.backend().get_stage(call["ApiId"], call["StageName"])
    for name, attribute in STAGE.items():
        if name in call.params:
            setattr(stage, attribute, camel(call[name]))
    for route, settings in (call.get("RouteSettings") or {}).items():
        stage.route_settings[route] = {**stage.route_settings.get(route, {}), **camel(settings)}
    return pascal(stage.to_json())


@apigatewayv2.operation("DeleteRouteSettings")
def delete_route_settings(call: Call) -> Params:
    """The limits of a route can't be taken back."""
    call.backend().get_stage(call["ApiId"], call["StageName"]).route_settings.pop(call["RouteKey"], None)
    return {}


def pascal(stage: Params) -> Params:
    """A stage as the SDK's model calls its parts."""
    known = {name[0].upper() + name[1:]: value for name, value in stage.items() if not name.endswith("Date")}
    for part in ("DefaultRouteSettings", "AccessLogSettings"):
        if part in known:
            known[part] = {name[0].upper() + name[1:]: value for name, value in known[part].items()}
    known["RouteSettings"] = {
        route: {name[0].upper() + name[1:]: value for name, value in settings.items()}
        for route, settings in known.get("RouteSettings", {}).items()
    }
    return known
