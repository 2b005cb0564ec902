"""API Gateway v2: domain names."""

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
