"""Checks of the corrections in emulator/services for cognito-idp."""

from .support import aws, check


@check("cognito-idp")
def resource_servers_can_be_deleted() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="p")["UserPool"]["Id"]
    client.create_resource_server(UserPoolId=pool, Identifier="api", Name="api")
    client.delete_resource_server(UserPoolId=pool, Identifier="api")
    assert client.list_resource_servers(UserPoolId=pool, MaxResults=10)["ResourceServers"] == []


@check("cognito-idp")
def pools_have_a_plan() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="plan")["UserPool"]["Id"]
    assert client.describe_user_pool(UserPoolId=pool)["UserPool"]["UserPoolTier"] == "ESSENTIALS"


@check("cognito-idp")
def domains_keep_their_certificate() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="named")["UserPool"]["Id"]
    certificate = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}
    client.create_user_pool_domain(
        Domain="login.example.com", UserPoolId=pool, CustomDomainConfig=certificate
    )
    found = client.describe_user_pool_domain(Domain="login.example.com")["DomainDescription"]
    assert found["CustomDomainConfig"] == certificate, found


@check("cognito-idp")
def pools_act_on_threats() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="guarded")["UserPool"]["Id"]
    block = {"EventFilter": ["SIGN_IN"], "Actions": {"EventAction": "BLOCK"}}
    client.set_risk_configuration(UserPoolId=pool, CompromisedCredentialsRiskConfiguration=block)
    found = client.describe_risk_configuration(UserPoolId=pool)["RiskConfiguration"]
    assert found["CompromisedCredentialsRiskConfiguration"] == block, found
    client.set_risk_configuration(UserPoolId=pool)
    found = client.describe_risk_configuration(UserPoolId=pool)["RiskConfiguration"]
    assert "CompromisedCredentialsRiskConfiguration" not in found, found


@check("cognito-idp")
def updates_keep_sign_in_settings() -> None:
    client = aws("cognito-idp")
    given = {"UsernameAttributes": ["email"], "UsernameConfiguration": {"CaseSensitive": False}}
    pool = client.create_user_pool(PoolName="updated", UserPoolTags={"Team": "core"}, **given)["UserPool"][
        "Id"
    ]
    client.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    found = client.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert {name: found.get(name) for name in given} == given, found
    assert found["UserPoolTags"] == {"Team": "core"}, found
