"""Runs CloudFront Functions with Node: viewer requests and viewer responses."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from emulator.lock import unlocked
from emulator.state import RECORDS, WORLDWIDE, Place

from . import functions, sandbox
from .distributions import Distribution
from .requests import Request, Response, values

_PROGRAM = sandbox.Program(Path(__file__).with_name("run_edge_function.mjs"), {"TZ": ":UTC"}, network=False)
_LONGEST = 5.0
"""Seconds that a call may take. CloudFront allows a millisecond; starting Node takes fifty."""

Headers = dict[str, dict[str, str]]


def viewer_request(distribution: Distribution, behavior: dict[str, Any], request: Request) -> Response | None:
    """Applies the viewer-request function to the request; returns the function's own answer, if any."""
    code = _code(distribution, behavior, "viewer-request")
    if code is None:
        return None
    event = _event(distribution, "viewer-request", request)
    result = _run(code, event)
    if isinstance(result, Response):
        return result
    if "statusCode" in result:
        return _response(result, Response(result["statusCode"]))
    request.raw_path = result.get("uri", request.raw_path)
    request.path = unquote(request.raw_path)
    if "headers" in result:
        # Cookies are not among the headers that a function sees.
        cookie = {"cookie": request.headers["cookie"]} if "cookie" in request.headers else {}
        given: Headers = result["headers"]
        request.headers = {name.lower(): part["value"] for name, part in given.items()} | cookie
    return None


def viewer_response(
    distribution: Distribution, behavior: dict[str, Any], request: Request, response: Response
) -> Response:
    """Applies the viewer-response function to the answer."""
    code = _code(distribution, behavior, "viewer-response")
    if code is None:
        return response
    event = _event(distribution, "viewer-response", request)
    headers = {name.lower(): {"value": value} for name, value in response.headers}
    event["response"] = {"statusCode": response.status, "headers": headers, "cookies": {}}
    result = _run(code, event)
    return result if isinstance(result, Response) else _response(result, response)


def _code(distribution: Distribution, behavior: dict[str, Any], moment: str) -> str | None:
    for association in values(behavior.get("FunctionAssociations")):
        if association["EventType"] == moment:
            name = association["FunctionARN"].rsplit("/", 1)[-1]
            held = RECORDS[Place(distribution.account, WORLDWIDE, "cloudfront", "function")].get(name)
            live = held and held["live"]
            return live.decode() if isinstance(live, bytes) else live
    return None


def _event(distribution: Distribution, moment: str, request: Request) -> dict[str, Any]:
    cookies = [part.strip().partition("=") for part in request.header("cookie").split(";") if "=" in part]
    headers = {name: {"value": value} for name, value in request.headers.items() if name != "cookie"}
    return {
        "version": "1.0",
        "context": {
            "distributionDomainName": request.host,
            "distributionId": distribution.id,
            "eventType": moment,
            "requestId": "emulator",
        },
        "viewer": {"ip": request.source},
        "request": {
            "method": request.method,
            "uri": request.raw_path,
            "querystring": {name: {"value": value} for name, value in request.parameters},
            "headers": headers,
            "cookies": {name: {"value": value} for name, _, value in cookies},
        },
    }


def _run(code: str, event: dict[str, Any]) -> dict[str, Any] | Response:
    """The result of the function, or 503 if it failed."""
    with unlocked():
        result, log = functions.execute(_PROGRAM, {"code": code, "event": event}, _LONGEST)
    if result is None or "error" in result:
        reason = result["error"]["errorMessage"] if result else "it took too long"
        text = f"503: the CloudFront function failed: {reason}\n{log}"
        return Response(503, [("Content-Type", "text/plain")], text.encode())
    return result["value"] or {}


def _response(result: dict[str, Any], response: Response) -> Response:
    response.status = int(result.get("statusCode", response.status))
    given: Headers = result.get("headers") or {}
    if "headers" in result:
        response.headers = [(name, part["value"]) for name, part in given.items() if "value" in part]
    body = result.get("body")
    if body is not None:
        text = body if isinstance(body, str) else body.get("data", "")
        response.body = text.encode()
    for name, part in (result.get("cookies") or {}).items():
        response.headers.append(
            ("Set-Cookie", f"{name}={part['value']}; {part.get('attributes', '')}".rstrip("; "))
        )
    return response
