"""Serves the addresses of functions: who may call them, CORS, and answers that a handler streams.

A streamed answer is sent once it is whole.
"""

import base64
import json
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from moto.backends import get_backend

from emulator.permissions import gate
from emulator.permissions.needs import Extra, Need
from emulator.permissions.resources import Place

from . import functions
from .apis import cors_headers, proxied
from .event import body_of
from .requests import Request, Response

MARK = ".lambda-url."
"""What host names of such addresses have in them."""

_OPEN = ("lambda:InvokeFunctionUrl", "lambda:InvokeFunction")
"""What an address without authorization has to allow to everybody, since October 2025."""


def find(name: str) -> Any:
    """The configuration of the address with this id or host name; None if there is none."""
    if "moto.awslambda.models" not in sys.modules:
        return None
    identifier = name.lower().partition(MARK)[0]
    for regions in get_backend("lambda").values():
        for backend in regions.values():
            for function in backend.list_functions():
                url = function.url_config
                if url is not None and url.url.startswith(f"https://{identifier}{MARK}"):
                    return url
    return None


def serve(url: Any, request: Request) -> Response:
    """The answer of the function to a request."""
    cors = {name[0].lower() + name[1:]: value for name, value in (url.config.get("Cors") or {}).items()}
    if cors and request.method == "OPTIONS" and request.header("access-control-request-method"):
        return Response(200, cors_headers(cors, request, preflight=True))
    response = _answer(url, request)
    for name, value in cors_headers(cors, request, preflight=False) if cors else ():
        response.set(name, value)
    return response


def _answer(url: Any, request: Request) -> Response:
    qualifier = getattr(url, "qualifier", None)
    arn = url.function.function_arn + (f":{qualifier}" if qualifier else "")
    if not _may(url, arn, request):
        return _error(403, "Forbidden. For troubleshooting Function URL authorization issues, see the guide.")
    function = functions.find(arn)
    if function is None:
        return _error(502, "Internal Server Error")
    if reason := functions.why_not_runnable(function):
        return _error(501, f"The emulator can't run this function: {reason}.")
    outcome = functions.run(function, _event(url, request))
    if outcome.failed:
        return _error(502, "Internal Server Error")
    return _streamed(outcome.stream) if outcome.stream is not None else proxied(json.loads(outcome.payload))


def _may(url: Any, arn: str, request: Request) -> bool:
    """Signed requests of the account with authorization; without it everybody, where the policy says so."""
    if url.config.get("AuthType") != "NONE":
        function, caller = url.function, request.caller
        if caller is None or caller.account != function.account_id:
            return False
        keys: Extra = {"lambda:functionurlauthtype": ("AWS_IAM",), "lambda:invokedviafunctionurl": ("true",)}
        wanted = [Need(f"lambda:{action}", arn, keys) for action in ("InvokeFunctionUrl", "InvokeFunction")]
        place = Place(function.account_id, function.region)
        return gate.key_refused(caller.access_key, place, *wanted) is None
    policy = url.function.policy
    allowed = {
        action
        for statement in (policy.statements if policy else [])
        if statement.get("Resource") == arn and statement.get("Principal") in ("*", {"AWS": "*"})
        for action in [statement.get("Action")]
    }
    return allowed.issuperset(_OPEN)


def _event(url: Any, request: Request) -> dict[str, Any]:
    query: dict[str, str] = {}
    for name, value in request.parameters:
        query[name] = f"{query[name]},{value}" if name in query else value
    headers = dict(request.headers)
    cookies = [part.strip() for part in headers.pop("cookie", "").split(";") if part.strip()]
    text, encoded = body_of(request)
    host = url.url.removeprefix("https://")
    http = {
        "method": request.method,
        "path": request.raw_path,
        "protocol": "HTTP/1.1",
        "sourceIp": request.source,
        "userAgent": request.header("user-agent"),
    }
    context = {
        "accountId": "anonymous" if request.caller is None else request.caller.account,
        "apiId": host.partition(".")[0],
        "domainName": host,
        "domainPrefix": host.partition(".")[0],
        "http": http,
        "requestId": str(uuid.uuid4()),
        "routeKey": "$default",
        "stage": "$default",
        "time": datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "timeEpoch": int(time.time() * 1000),
    }
    if request.caller is not None:
        context["authorizer"] = {
            "iam": {"accountId": request.caller.account, "accessKey": request.caller.access_key}
        }
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": request.raw_path,
        "rawQueryString": request.query,
        "cookies": cookies or None,
        "headers": headers,
        "queryStringParameters": query or None,
        "requestContext": context,
        "body": text,
        "isBase64Encoded": encoded,
    }
    return {name: value for name, value in event.items() if value is not None}


def _streamed(stream: dict[str, Any]) -> Response:
    """What a handler has written to its stream, after the status and headers that it may have set first."""
    given = stream.get("metadata") or {}
    headers = [(name, str(value)) for name, value in (given.get("headers") or {}).items()]
    headers += [("Set-Cookie", cookie) for cookie in given.get("cookies") or []]
    response = Response(int(given.get("statusCode") or 200), headers, base64.b64decode(stream["body"]))
    kind = stream.get("contentType") or "application/octet-stream"
    response.set("Content-Type", kind, override=False)
    return response


def _error(status: int, text: str) -> Response:
    return Response(status, [("Content-Type", "application/json")], json.dumps({"Message": text}).encode())
