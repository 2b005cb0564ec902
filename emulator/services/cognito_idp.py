"""Cognito user pools: plans, resource servers, domains, and what they do about threats."""

from emulator.registry import Call, Params, Service

cognito_idp = Service("cognito-idp")


@cognito_idp.operation("DeleteResourceServer")
def delete_resource_server(call: Call) -> Params:
    """Resource servers can't be deleted."""
    pool = call.backend().describe_user_pool(call["UserPoolId"])
    pool.resource_servers.pop(call["Identifier"], None)
    return {}


@cognito_idp.after("CreateUserPool", "DescribeUserPool")
def say_the_plan(_call: Call, answer: Params) -> None:
    """A pool that was made without naming its plan has none, instead of the usual one."""
    answer["UserPool"].setdefault("UserPoolTier", "ESSENTIALS")


@cognito_idp.before("UpdateUserPool")
def keep_what_no_update_changes(call: Call) -> None:
    """An update takes everything off a pool that it does not name, sign-in by e-mail and tags included."""
    held = call.backend().describe_user_pool(call["UserPoolId"]).extended_config
    fixed = ("UsernameAttributes", "AliasAttributes", "UsernameConfiguration", "UserPoolTags")
    call.notes("fixed").update({(call["UserPoolId"], name): held[name] for name in fixed if name in held})


@cognito_idp.after("UpdateUserPool")
def put_back_what_no_update_changes(call: Call, _answer: Params) -> None:
    """An update takes everything off a pool that it does not name, sign-in by e-mail and tags included."""
    pool = call.backend().describe_user_pool(call["UserPoolId"])
    for (owner, name), value in call.notes("fixed").items():
        if owner == pool.id:
            pool.extended_config.setdefault(name, value)


cognito_idp.echo(
    ["CustomDomainConfig"],
    writes=["CreateUserPoolDomain", "UpdateUserPoolDomain"],
    reads={"DescribeUserPoolDomain": "DomainDescription"},
    key="Domain",
    why="The certificate of a domain is dropped.",
)


def risk_key(call: Call) -> tuple[str, str]:
    """Pool and client; a configuration may be for all clients."""
    return call["UserPoolId"], call.get("ClientId") or ""


@cognito_idp.operation("SetRiskConfiguration")
def set_risk_configuration(call: Call) -> Params:
    """What a pool does about threats is not implemented."""
    kinds = ("CompromisedCredentials", "AccountTakeover")
    given = call.pick(*(f"{kind}RiskConfiguration" for kind in kinds), "RiskExceptionConfiguration")
    held = call.notes("risk configuration")
    if given:
        held[risk_key(call)] = {**call.pick("UserPoolId", "ClientId"), **given}
    else:
        held.pop(risk_key(call), None)
    return {"RiskConfiguration": {**call.pick("UserPoolId", "ClientId"), **given}}


@cognito_idp.operation("DescribeRiskConfiguration")
def describe_risk_configuration(call: Call) -> Params:
    """What a pool does about threats is not implemented."""
    held = call.notes("risk configuration").get(risk_key(call))
    return {"RiskConfiguration": held or call.pick("UserPoolId", "ClientId")}
