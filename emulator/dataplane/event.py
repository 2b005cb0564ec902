"""The event of an HTTP API for its functions: payload format 2.0."""

import base64
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from .http_api import Endpoint
from .requests import Request


def build_event(
    endpoint: Endpoint,
    stage: Any,
    route: Any,
    path: str,
    parameters: dict[str, str],
    identity: dict[str, Any],
    request: Request,
) -> dict[str, Any]:
    """The event for a request. Lambda authorizers get the same shape."""
    query: dict[str, str] = {}
    for name, value in request.parameters:
        query[name] = f"{query[name]},{value}" if name in query else value
    headers = dict(request.headers)
    cookies = [part.strip() for part in headers.pop("cookie", "").split(";") if part.strip()]
    raw_path = path if stage.name == "$default" else f"/{stage.name}{path}"
    text, encoded = body_of(request)
    event = {
        "version": "2.0",
        "routeKey": route.route_key,
        "rawPath": raw_path,
        "rawQueryString": request.query,
        "cookies": cookies or None,
        "headers": headers,
        "queryStringParameters": query or None,
        "requestContext": {
            "accountId": endpoint.account,
            "apiId": endpoint.api.api_id,
            "authorizer": identity or None,
            "domainName": request.host,
            "domainPrefix": request.host.split(".")[0],
            "http": {
                "method": request.method,
                "path": raw_path,
                "protocol": "HTTP/1.1",
                "sourceIp": request.source,
                "userAgent": request.header("user-agent"),
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": route.route_key,
            "stage": stage.name,
            "time": datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(time.time() * 1000),
        },
        "body": text,
        "pathParameters": parameters or None,
        "isBase64Encoded": encoded,
        "stageVariables": stage.stage_variables or None,
    }
    context = event["requestContext"]
    event["requestContext"] = {name: value for name, value in context.items() if value is not None}
    return {name: value for name, value in event.items() if value is not None}


def body_of(request: Request) -> tuple[str | None, bool]:
    """The body as text or Base64, and whether it is Base64."""
    if not request.body:
        return None, False
    kind = request.header("content-type")
    if kind.startswith("text/") or "json" in kind or "xml" in kind or "javascript" in kind:
        try:
            return request.body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(request.body).decode(), True
