"""Tokens of IAM database authentication: presigned URLs of `rds-db:connect`, used as passwords.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
"""

from urllib.parse import parse_qs

from emulator.access import signature
from emulator.lock import locked
from emulator.permissions import gate
from emulator.permissions.needs import Need
from emulator.permissions.resources import Place


def refusal(
    token: str, *, user: str, account: str, region: str, resource: str, hosts: set[str]
) -> str | None:
    """Why a token does not let a user in; None if it does. Must not be called with the lock held.

    It must be signed for this user, at this address, at most 15 minutes ago, by a key of this account whose
    policies let it connect.
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
    if caller.account != account:
        return "it is signed by another account"
    place = Place(account, region)
    connect = Need("rds-db:connect", place.arn("rds-db", f"dbuser:{resource}/{user}"))
    with locked():
        denied = gate.key_refused(caller.access_key, place, connect)
    return None if denied is None else denied.message()
