"""User pools and their clients. AWS chooses their ids."""

from .making import Making


def directories(making: Making) -> None:
    """A client belongs to the pool of its entry."""
    cognito = making.aws("cognito-idp")
    for given, entries in making.named("directories", "userPoolId").items():
        pool = cognito.create_user_pool(PoolName="stand-in")["UserPool"]["Id"]
        making.ids[given] = pool
        for client in sorted({entry["clientId"] for entry in entries}):
            made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="stand-in")
            making.ids[client] = made["UserPoolClient"]["ClientId"]
