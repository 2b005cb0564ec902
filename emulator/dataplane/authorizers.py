"""JWT, Lambda and IAM authorizers of HTTP APIs."""

import json
import time
from typing import Any

from moto.backends import get_backend

from emulator.permissions import gate
from emulator.permissions.needs import Need
from emulator.permissions.resources import Place

from . import functions
from .event import build_event
from .http_api import Endpoint
from .requests import Request, Response, message


class Refused(Exception):
    """The authorizer denies the request; `response` is the answer."""

    def __init__(self, response: Response):
        super().__init__(response.status)
        self.response = response


def unauthorized(reason: str = "") -> Refused:
    """401, with the reason where API Gateway gives it."""
    detail = f' error="invalid_token" error_description="{reason}"' if reason else ""
    return Refused(message(401, "Unauthorized", www_authenticate=f"Bearer{detail}"))


def forbidden() -> Refused:
    """403."""
    return Refused(message(403, "Forbidden"))


def authorize(endpoint: Endpoint, route: Any, stage: Any, path: str, request: Request) -> dict[str, Any]:
    """The `authorizer` of the event's request context. Raises Refused for a caller without access."""
    kind = route.authorization_type or "NONE"
    if kind == "NONE":
        return {}
    if kind == "AWS_IAM":
        # HTTP APIs have no resource policy that could allow another account.
        if request.caller is None or request.caller.account != endpoint.account:
            raise forbidden()
        called = Need("execute-api:Invoke", endpoint.source(f"{stage.name}/{request.method}{path}"))
        place = Place(endpoint.account, endpoint.region)
        if gate.key_refused(request.caller.access_key, place, called):
            raise forbidden()
        return {"iam": {"accountId": request.caller.account, "accessKey": request.caller.access_key}}
    authorizer = endpoint.api.authorizers.get(route.authorizer_id)
    if authorizer is None:
        raise Refused(message(500, "Internal Server Error"))
    identity = [source_value(source, request) for source in authorizer.identity_source or []]
    if any(not value for value in identity):
        raise unauthorized()
    if kind == "JWT":
        claims = verify(identity[0], authorizer.jwt_config)
        scopes = claims.get("scope", claims.get("scp", ""))
        scopes = scopes.split() if isinstance(scopes, str) else list(scopes)
        if route.authorization_scopes and not set(scopes) & set(route.authorization_scopes):
            raise forbidden()
        told = {name: str(value) if not isinstance(value, str) else value for name, value in claims.items()}
        return {"jwt": {"claims": told, "scopes": scopes or None}}
    return ask_function(endpoint, authorizer, identity, route, stage, path, request)


def source_value(source: str, request: Request) -> str:
    """The value at $request.header.Name or $request.querystring.name."""
    place, _, name = source.removeprefix("$request.").partition(".")
    return request.header(name) if place == "header" else dict(request.parameters).get(name, "")


def verify(token: str, config: dict[str, Any]) -> dict[str, Any]:
    """The claims of a token of a user pool in this emulator. Raises Refused (401) if the token is invalid."""
    # Imported late: the emulator starts a tenth faster.
    from joserfc import jwt
    from joserfc.errors import JoseError

    issuer, audiences = config.get("issuer", "").rstrip("/"), config.get("audience") or []
    token = token.removeprefix("Bearer ").removeprefix("bearer ").strip()
    key = key_of(issuer)
    if key is None:
        raise unauthorized("the emulator knows only the tokens of its own user pools")
    try:
        claims = jwt.decode(token, key, algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        raise unauthorized("signature method or signature invalid") from None
    now = time.time()
    if claims.get("iss") != issuer:
        raise unauthorized("invalid issuer")
    if claims.get("exp", 0) <= now or claims.get("nbf", 0) > now:
        raise unauthorized("the token has expired")
    audience = claims.get("aud", claims.get("client_id"))
    if not set(audience if isinstance(audience, list) else [audience]) & set(audiences):
        raise unauthorized("invalid audience")
    return claims


def key_of(issuer: str) -> Any:
    """The public key of the user pool in an issuer's URL; None if there is no such pool."""
    pool = issuer.rsplit("/", 1)[-1]
    region = pool.split("_")[0]
    for regions in get_backend("cognito-idp").values():
        if region in regions and (found := regions[region].user_pools.get(pool)):
            return found.json_web_key
    return None


def ask_function(
    endpoint: Endpoint,
    authorizer: Any,
    identity: list[str],
    route: Any,
    stage: Any,
    path: str,
    request: Request,
) -> dict[str, Any]:
    """Calls a Lambda authorizer (format 2.0, simple answers or a policy). Raises Refused."""
    function = functions.find(authorizer.authorizer_uri)
    if function is None or functions.why_not_runnable(function):
        raise Refused(message(501, "The emulator can't run this route's authorizer."))
    source = endpoint.source(f"authorizers/{authorizer.id}")
    if not functions.lets_in("apigateway.amazonaws.com", source, authorizer.authorizer_uri):
        raise Refused(message(500, "Internal Server Error"))
    event = build_event(endpoint, stage, route, path, {}, {}, request)
    event |= {"type": "REQUEST", "identitySource": identity}
    outcome = functions.run(function, event)
    if outcome.failed:
        raise Refused(message(500, "Internal Server Error"))
    result = json.loads(outcome.payload) or {}
    statements = (result.get("policyDocument") or {}).get("Statement") or []
    allowed = result.get("isAuthorized") or any(one.get("Effect") == "Allow" for one in statements)
    if not allowed:
        raise forbidden()
    return {"lambda": result.get("context") or {}}
