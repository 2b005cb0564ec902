"""Checks of the corrections in emulator/services for apigatewayv2."""

from .support import aws, check


@check("apigatewayv2")
def domain_names_become_available() -> None:
    answer = aws("apigatewayv2").create_domain_name(
        DomainName="api.example.com",
        DomainNameConfigurations=[{"CertificateArn": "arn:aws:acm:us-east-1:1:certificate/x"}],
    )
    configuration = answer["DomainNameConfigurations"][0]
    assert configuration["DomainNameStatus"] == "AVAILABLE"
    assert configuration["ApiGatewayDomainName"].endswith("amazonaws.com")
    assert "MutualTlsAuthentication" not in answer
