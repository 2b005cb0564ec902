"""Cognito: addresses and lifetimes of clients, domains, senders."""

import re

from emulator.registry import Call, Service
from emulator.senders import is_verified
from emulator.state import Refused

cognito_idp = Service("cognito-idp")
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference"
_INVALID = "InvalidParameterException"
_LOCAL = re.compile(r"http://localhost(:\d+)?(/.*)?")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s#]+")
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_CLIENT = ("CreateUserPoolClient", "UpdateUserPoolClient")


@cognito_idp.refuse(*_CLIENT, source=f"{_API}/API_CreateUserPoolClient.html")
def addresses(call: Call) -> None:
    """An address without TLS (but for localhost), with a fragment, or none for a flow that needs one."""
    for parameter in ("CallbackURLs", "LogoutURLs"):
        for url in call.get(parameter) or []:
            insecure = url.startswith("http://") and not _LOCAL.fullmatch(url)
            if insecure or not _URL.fullmatch(url):
                raise Refused(
                    _INVALID, f"{url} is not a valid address in {parameter}: http scheme is not allowed"
                )
    flows = set(call.get("AllowedOAuthFlows") or [])
    if call.get("AllowedOAuthFlowsUserPoolClient"):
        if flows & {"code", "implicit"} and not call.get("CallbackURLs"):
            raise Refused(_INVALID, "CallbackURLs are required for the flows code and implicit")
        if "client_credentials" in flows and flows != {"client_credentials"}:
            message = "client_credentials flow can not be selected along with code flow or implicit flow."
            raise Refused("InvalidOAuthFlowException", message)


@cognito_idp.refuse(*_CLIENT, source=f"{_API}/API_TokenValidityUnitsType.html")
def lifetimes(call: Call) -> None:
    """A token for less than five minutes or more than a day, or that outlives the one that renews it."""
    units = call.get("TokenValidityUnits") or {}

    def seconds(name: str, unit: str) -> int | None:
        given = call.get(f"{name}TokenValidity" if name != "Id" else "IdTokenValidity")
        return None if not given else given * _SECONDS[units.get(f"{name}Token") or unit]

    refresh = seconds("Refresh", "days")
    for name in ("Access", "Id"):
        life = seconds(name, "hours")
        if life is None:
            continue
        if not 300 <= life <= 86400:
            raise Refused(_INVALID, f"Invalid range for {name} token validity: 5 minutes to 1 day")
        if refresh is not None and life > refresh:
            raise Refused(_INVALID, f"{name} token validity must be less than that of the refresh token")


@cognito_idp.refuse("CreateUserPoolDomain", source=f"{_API}/API_CreateUserPoolDomain.html")
def domains(call: Call) -> None:
    """A domain prefix with aws, amazon or cognito in it."""
    domain = call["Domain"]
    if not call.get("CustomDomainConfig") and re.search("aws|amazon|cognito", domain):
        message = "Domain cannot contain reserved word: "
        raise Refused(_INVALID, message + ", ".join(re.findall("aws|amazon|cognito", domain)))


@cognito_idp.refuse(
    "CreateUserPool",
    "UpdateUserPool",
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html",
)
def senders(call: Call) -> None:
    """A pool that is to send through an identity of SES that is not verified."""
    given = call.get("EmailConfiguration") or {}
    arn = given.get("SourceArn") or ""
    region, _, identity = arn.partition(":identity/")
    if given.get("EmailSendingAccount") != "DEVELOPER" or not identity:
        return
    if not is_verified(call.account, region.split(":")[3], identity):
        message = (
            "Cognito received the following error from Amazon SES when attempting to send email: Email "
            "address is not verified. The following identities failed the check in region "
        )
        raise Refused(_INVALID, f"{message}{call.region.upper()}: {arn}")
