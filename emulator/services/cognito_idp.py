"""Cognito user pools: resource servers."""

from ..registry import Call, Params, Service

cognito_idp = Service("cognito-idp")


@cognito_idp.operation("DeleteResourceServer")
def delete_resource_server(call: Call) -> Params:
    """Resource servers can't be deleted."""
    pool = call.backend().describe_user_pool(call["UserPoolId"])
    pool.resource_servers.pop(call["Identifier"], None)
    return {}
