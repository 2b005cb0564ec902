"""Tokens of IAM database authentication: presigned URLs of `rds-db:connect`, used as passwords.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
"""

from urllib.parse import parse_qs

from emulator.access import signature


def refusal(token: str, *, user: str, account: str, region: str, hosts: set[str]) -> str | None:
    """Why a token does not let a user in; None if it does. Must not be called with the lock held.

    It must be signed for this user, at this address, by a key of this account, and be at most 15 minutes old.
    """
    host, _, rest = token.partition("/")
    query = rest.removeprefix("?")
    given = parse_qs(query)
    if given.get("Action") != ["connect"] or given.get("DBUser") != [user]:
        return "it is not a token for this user"
    if host not in hosts:
        return f"it is a token for {host[:100]!r}"
    scope = given.get("X-Amz-Credential", [""])[0].split("/")
    if scope[2:4] != [region, "rds-db"]:
        return "it is not signed for rds-db in this region"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/",
        "PATH_INFO": "/",
        "QUERY_STRING": query,
        "HTTP_HOST": host,
    }
    try:
        caller = signature.verify(environ, b"")
    except signature.Unproven as error:
        return error.fault.value
    return None if caller.account == account else "it is signed by another account"
