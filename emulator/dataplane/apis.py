"""Serves HTTP APIs (API Gateway v2): routes, CORS, authorizers, and functions behind them.

Not implemented: WebSocket APIs, throttling, access logs, mutual TLS, VPC links, parameter mapping.
"""

import base64
import json
from typing import Any

from . import functions
from .authorizers import Refused, authorize
from .event import build_event
from .http_api import Endpoint
from .requests import Request, Response, message


def serve(endpoint: Endpoint, request: Request) -> Response:
    """The answer of the API to a request."""
    api = endpoint.api
    if endpoint.base_path:
        if not request.path.startswith(f"/{endpoint.base_path}"):
            return message(404, "Not Found")
        request.path = request.path.removeprefix(f"/{endpoint.base_path}") or "/"
    stage, path = stage_of(endpoint, request.path)
    if stage is None:
        return message(404, "Not Found")
    cors = api.cors_configuration or {}
    if cors and request.method == "OPTIONS" and request.header("access-control-request-method"):
        return Response(204, cors_headers(cors, request, preflight=True))
    response = answer(endpoint, stage, path, request)
    if cors:
        for name, value in cors_headers(cors, request, preflight=False):
            response.set(name, value)
    return response


def stage_of(endpoint: Endpoint, path: str) -> tuple[Any, str]:
    """The stage in the first part of a path, else $default, else None; and the rest of the path."""
    stages = endpoint.api.stages
    if endpoint.stage:
        return stages.get(endpoint.stage), path
    first, _, rest = path.lstrip("/").partition("/")
    if first != "$default" and first in stages:
        return stages[first], f"/{rest}"
    return stages.get("$default"), (f"/{rest}" if first == "$default" else path)


def answer(endpoint: Endpoint, stage: Any, path: str, request: Request) -> Response:
    """Finds the route, calls its authorizer and its function."""
    found = match(endpoint.api.routes.values(), request.method, path)
    if found is None:
        return message(404, "Not Found")
    route, parameters = found
    try:
        identity = authorize(endpoint, route, stage, path, request)
    except Refused as refused:
        return refused.response
    integration = endpoint.api.integrations.get((route.target or "").removeprefix("integrations/"))
    if integration is None:
        return message(500, "Internal Server Error")
    if integration.integration_type != "AWS_PROXY" or integration.integration_subtype:
        kind = integration.integration_subtype or integration.integration_type
        return message(501, f"The emulator does not run {kind} integrations.")
    function = functions.find(integration.integration_uri)
    if function is None:
        return message(500, "Internal Server Error")
    _, _, template = route.route_key.partition(" ")
    if not functions.lets_in(
        "apigateway.amazonaws.com",
        endpoint.source(f"{stage.name}/{request.method}{template}" if template else f"{stage.name}/$default"),
        integration.integration_uri,
    ):
        return message(500, "Internal Server Error")
    if reason := functions.why_not_runnable(function):
        return message(501, f"The emulator can't run this function: {reason}.")
    event = build_event(endpoint, stage, route, path, parameters, identity, request)
    outcome = functions.run(function, event, longest=(integration.timeout_in_millis or 30_000) / 1000)
    if outcome.timed_out:
        return message(503, "Service Unavailable")
    return message(500, "Internal Server Error") if outcome.failed else proxied(json.loads(outcome.payload))


def match(routes: Any, method: str, path: str) -> tuple[Any, dict[str, str]] | None:
    """The route for a request, and the values of its path's variables.

    Exact paths come before variables, variables before {greedy+}, $default last; of the same path, a route of
    the request's method comes before ANY.
    """
    best: tuple[tuple[int, ...], Any, dict[str, str]] | None = None
    for route in routes:
        candidate: tuple[tuple[int, ...], Any, dict[str, str]]
        if route.route_key == "$default":
            candidate = ((3,), route, {})
        else:
            wanted, _, template = route.route_key.partition(" ")
            if wanted not in (method, "ANY"):
                continue
            fitted = fit(template, path)
            if fitted is None:
                continue
            ranks, parameters = fitted
            candidate = ((*ranks, wanted == "ANY"), route, parameters)
        if best is None or candidate[0] < best[0]:
            best = candidate
    return best[1:] if best else None


def fit(template: str, path: str) -> tuple[tuple[int, ...], dict[str, str]] | None:
    """How well a path fits a template, and the variables' values; None if it doesn't fit.

    The rank of each part: 0 if it is the same, 1 for a variable, 2 for a greedy one. Lower fits better.
    """
    parts, given = template.strip("/").split("/"), path.strip("/").split("/")
    ranks: list[int] = []
    values: dict[str, str] = {}
    for index, part in enumerate(parts):
        if part.startswith("{") and part.endswith("+}"):
            values[part[1:-2]] = "/".join(given[index:])
            return None if not values[part[1:-2]] else ((*ranks, 2), values)
        if index >= len(given):
            return None
        if part.startswith("{"):
            if not given[index]:
                return None
            values[part[1:-1]] = given[index]
            ranks.append(1)
        elif part == given[index]:
            ranks.append(0)
        else:
            return None
    return (tuple(ranks), values) if len(parts) == len(given) else None


def cors_headers(cors: dict[str, Any], request: Request, preflight: bool) -> list[tuple[str, str]]:
    """The CORS headers for the request's origin; none if it is not allowed."""
    origin, allowed = request.header("origin"), cors.get("allowOrigins") or []
    fits = "*" in allowed or any(
        origin.lower() == one.lower() or (one.endswith("*") and origin.lower().startswith(one[:-1].lower()))
        for one in allowed
    )
    if not origin or not fits:
        return []
    headers = [("access-control-allow-origin", "*" if "*" in allowed else origin)]
    if cors.get("allowCredentials"):
        headers.append(("access-control-allow-credentials", "true"))
    if cors.get("exposeHeaders"):
        headers.append(("access-control-expose-headers", ",".join(cors["exposeHeaders"])))
    if preflight:
        if cors.get("allowMethods"):
            headers.append(("access-control-allow-methods", ",".join(cors["allowMethods"])))
        if cors.get("allowHeaders"):
            headers.append(("access-control-allow-headers", ",".join(cors["allowHeaders"])))
        if cors.get("maxAge") is not None:
            headers.append(("access-control-max-age", str(cors["maxAge"])))
    return headers


def proxied(result: Any) -> Response:
    """The answer for the result of a function, in payload format 2.0: with a statusCode, or a body alone."""
    if not isinstance(result, dict) or "statusCode" not in result:
        body = result if isinstance(result, str) else json.dumps(result)
        return Response(200, [("Content-Type", "application/json")], body.encode())
    headers = [(name, str(value)) for name, value in (result.get("headers") or {}).items()]
    headers += [("Set-Cookie", cookie) for cookie in result.get("cookies") or []]
    body = result.get("body") or ""
    body = body if isinstance(body, str) else json.dumps(body)
    response = Response(int(result["statusCode"]), headers)
    response.body = base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()
    response.set("Content-Type", "text/plain; charset=utf-8", override=False)
    return response
