"""API Gateway v2: domain names, and stages that change."""

from typing import Any

from emulator.registry import Call, Params, Service, walk

apigatewayv2 = Service("apigatewayv2")


@apigatewayv2.after("CreateDomainName", "GetDomainName")
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


@apigatewayv2.operation("UpdateDomainName")
def update_domain(call: Call) -> Params:
    """A domain name can't be changed."""
    domain = call.backend().get_domain_name(call["DomainName"])
    if "DomainNameConfigurations" in call.params:
        domain.domain_name_configurations = [camel(one) for one in call["DomainNameConfigurations"]]
    if "MutualTlsAuthentication" in call.params:
        trust = call["MutualTlsAuthentication"]
        # Without a place for the certificates it is off again.
        domain.mutual_tls_authentication = camel(trust) if trust.get("TruststoreUri") else {}
    answer = upper(domain.to_json())
    answer["DomainNameConfigurations"] = [upper(one) for one in domain.domain_name_configurations]
    answer["MutualTlsAuthentication"] = upper(domain.mutual_tls_authentication or {})
    complete_domain(call, answer)
    return answer


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


def upper(value: Params) -> Params:
    """Names as the SDK's model has them."""
    return {name[0].upper() + name[1:]: inner for name, inner in value.items()}


def pascal(stage: Params) -> Params:
    """A stage as the SDK's model calls its parts."""
    known = upper({name: value for name, value in stage.items() if not name.endswith("Date")})
    for part in ("DefaultRouteSettings", "AccessLogSettings"):
        if part in known:
            known[part] = upper(known[part])
    known["RouteSettings"] = {route: upper(own) for route, own in known.get("RouteSettings", {}).items()}
    return known
