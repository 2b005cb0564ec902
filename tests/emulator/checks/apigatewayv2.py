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


@check("apigatewayv2")
def domain_names_can_be_changed() -> None:
    client = aws("apigatewayv2")
    name = "changing.example.com"
    old, new = ({"CertificateArn": f"arn:aws:acm:us-east-1:1:certificate/{letter}"} for letter in "xy")
    client.create_domain_name(DomainName=name, DomainNameConfigurations=[old])
    trust = {"TruststoreUri": "s3://bucket/ca.pem", "TruststoreVersion": "7"}
    client.update_domain_name(DomainName=name, DomainNameConfigurations=[new], MutualTlsAuthentication=trust)
    found = client.get_domain_name(DomainName=name)
    configuration = found["DomainNameConfigurations"][0]
    assert configuration["CertificateArn"] == new["CertificateArn"], found
    assert (configuration["DomainNameStatus"], found["MutualTlsAuthentication"]) == ("AVAILABLE", trust), (
        found
    )
    client.update_domain_name(DomainName=name, MutualTlsAuthentication={"TruststoreUri": ""})
    assert "MutualTlsAuthentication" not in client.get_domain_name(DomainName=name)


@check("apigatewayv2")
def stages_can_be_changed() -> None:
    client = aws("apigatewayv2")
    api = client.create_api(Name="limits", ProtocolType="HTTP")["ApiId"]
    stage = {"ApiId": api, "StageName": "$default"}
    client.create_stage(**stage, RouteSettings={"GET /": {"ThrottlingRateLimit": 5.0}})
    changed = {"GET /": {"ThrottlingRateLimit": 7.0, "ThrottlingBurstLimit": 9}}
    client.update_stage(**stage, DefaultRouteSettings={"ThrottlingBurstLimit": 3}, RouteSettings=changed)
    found = client.get_stage(**stage)
    assert (found["RouteSettings"], found["DefaultRouteSettings"]["ThrottlingBurstLimit"]) == (changed, 3), (
        found
    )


@check("apigatewayv2")
def limits_of_a_route_can_be_taken_back() -> None:
    client = aws("apigatewayv2")
    api = client.create_api(Name="free", ProtocolType="HTTP")["ApiId"]
    stage = {"ApiId": api, "StageName": "$default"}
    client.create_stage(**stage, RouteSettings={"GET /": {"ThrottlingRateLimit": 5.0}})
    client.delete_route_settings(**stage, RouteKey="GET /")
    assert client.get_stage(**stage)["RouteSettings"] == {}
