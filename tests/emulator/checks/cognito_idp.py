"""Checks of the corrections in emulator/services for cognito-idp."""

from .support import aws, check


@check("cognito-idp")
def resource_servers_can_be_deleted() -> None:
    client = aws("cognito-idp")
    pool = client.create_user_pool(PoolName="p")["UserPool"]["Id"]
    client.create_resource_server(UserPoolId=pool, Identifier="api", Name="api")
    client.delete_resource_server(UserPoolId=pool, Identifier="api")
    assert client.list_resource_servers(UserPoolId=pool, MaxResults=10)["ResourceServers"] == []
