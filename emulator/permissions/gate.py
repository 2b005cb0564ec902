"""The gate in front of every operation: what the caller's policies do not allow is refused as AWS does.

Must be called with the lock held. The keys of an account, which `plumb env` prints, may do everything.
"""

import time
from collections.abc import Iterable
from datetime import UTC, datetime

from emulator.protocol import Answer, Environ, names_bucket_in_path

# Each of these registers what it reads.
from . import data, messages, needs, objects, principals, resources, verdict, wording, workloads
from .documents import Asked
from .needs import Extra, Need, Request
from .resources import Place
from .verdict import Principal
from .wording import Denied

READ_BY = (data, messages, objects, workloads)
"""The modules that know what requests need."""


def check(who: Principal, request: Request, sent: Extra) -> Denied | None:
    """The first thing that a request needs and its caller may not do; None if all is allowed."""
    everywhere = common(who, request.place) | sent
    for need in needs.of(request):
        if why := judged(who, need, request.place, everywhere):
            return Denied(who, need, why)
    return None


def judged(who: Principal, need: Need, place: Place, keys: Extra) -> str | None:
    """Why something is refused, None if it is allowed."""
    kind = need.resource.split(":", 3)[2:3]
    if kind == ["iam"] and need.action != "sts:AssumeRole":
        held = None  # only who assumes a role is judged by the role's own policy
    else:
        held = resources.held_by(need.resource, place)
    return verdict.refusal(who, Asked(need.action, need.resource, keys | need.keys), held)


def common(who: Principal, place: Place) -> Extra:
    """The condition keys that every request has."""
    now = time.time()
    keys: Extra = {
        "aws:currenttime": (datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),),
        "aws:epochtime": (str(int(now)),),
        # The emulator stands for endpoints that have TLS.
        "aws:securetransport": ("true",),
        "aws:requestedregion": (place.region,),
        "aws:resourceaccount": (place.account,),
        "aws:principalisawsservice": (str(who.is_service).lower(),),
        "aws:viaawsservice": ("false",),
    }
    if who.is_service:
        return keys | {"aws:principalservicename": (who.arn,)}
    kind = "AssumedRole" if who.role else "User"
    own: Extra = {
        "aws:principalarn": (who.role or who.arn,),
        "aws:principalaccount": (who.account,),
        "aws:principaltype": (kind,),
    }
    if not who.role:
        own["aws:username"] = (who.arn.rsplit("/", 1)[-1],)
    return keys | own


def sent_with(environ: Environ) -> Extra:
    """The condition keys that come from the request itself."""
    keys: Extra = {"aws:sourceip": (environ.get("REMOTE_ADDR") or "127.0.0.1",)}
    if agent := environ.get("HTTP_USER_AGENT"):
        keys["aws:useragent"] = (agent,)
    return keys


def refuse(access_key: str, request: Request, environ: Environ) -> Answer | None:
    """AWS's refusal of a request; None if its caller may do all that it needs."""
    who = principals.of_key(access_key)
    if who is None:
        return None
    function = _FUNCTIONS.get(who.arn)
    sent = sent_with(environ) | ({"lambda:sourcefunctionarn": (function,)} if function else {})
    denied = check(who, request, sent)
    return None if denied is None else wording.answer(denied, service=request.service, environ=environ)


def key_refused(access_key: str, place: Place, *wanted: Need) -> Denied | None:
    """The first thing that the owner of an access key may not do; None if all is allowed."""
    who = principals.of_key(access_key)
    return None if who is None else _first(who, place, wanted)


def role_refused(role: str, session: str, place: Place, *wanted: Need) -> Denied | None:
    """The first thing that a service may not do with a role of its user; None if all is allowed."""
    return _first(principals.of_role(role, session), place, wanted)


def _first(who: Principal, place: Place, wanted: Iterable[Need]) -> Denied | None:
    keys = common(who, place)
    for need in wanted:
        if why := judged(who, need, place, keys):
            return Denied(who, need, why)
    return None


def service_refused(name: str, source: str, place: Place, need: Need) -> bool:
    """Whether the policy of a resource keeps a service out that comes for one of the account's resources."""
    who = principals.of_service(name, place.account)
    keys = {
        "aws:sourcearn": (source,),
        "aws:sourceaccount": (place.account,),
        "aws:sourceowner": (place.account,),
    }
    return judged(who, need, place, common(who, place) | keys) is not None


_FUNCTIONS: dict[str, str] = {}


def is_function(role: str, session: str, function: str) -> None:
    """Notes that a session is a function's: its requests name it (lambda:SourceFunctionArn)."""
    _FUNCTIONS[principals.session_arn(role, session)] = function


def judges(access_key: str) -> bool:
    """Whether the caller's policies count at all."""
    return principals.of_key(access_key) is not None


def as_modelled(environ: Environ, service: str) -> tuple[Environ, str] | None:
    """A request as its model has it, with its service: streams of DynamoDB, buckets in the host name."""
    if service == "dynamodb" and environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDBStreams"):
        return environ, "dynamodbstreams"
    if service == "s3" and not names_bucket_in_path(environ):
        bucket = environ["HTTP_HOST"].split(":")[0].split(".s3")[0].removesuffix(".localhost")
        there = {
            name: f"/{bucket}{environ[name]}"
            for name in ("PATH_INFO", "RAW_URI", "REQUEST_URI")
            if name in environ
        }
        return environ | there | {"HTTP_HOST": "127.0.0.1"}, service
    return None
