"""Serves CloudFront distributions: objects of buckets, error pages, headers, functions, APIs as origins.

Not implemented: caching, compression, the redirect to HTTPS, geo restriction, WAF.
"""

import email.utils
import io
import re
import time
from typing import Any
from urllib.parse import unquote_plus

from moto.backends import get_backend

from emulator.balancers import answering, routing
from emulator.balancers.messages import Incoming

from . import apis, edge, http_api, signed
from .bucket_access import may_list, may_read
from .distributions import Distribution
from .forwarding import forward
from .headers_policy import apply_headers_policy
from .requests import Request, Response, values


def serve(distribution: Distribution, request: Request) -> Response:
    """The answer of the distribution to a request."""
    if not distribution.config.get("Enabled", True):
        return refusal(403, "AccessDenied", "This distribution is disabled.")
    if request.path == "/" and (root := distribution.config.get("DefaultRootObject")):
        request.path = request.raw_path = f"/{root.lstrip('/')}"
    behavior = distribution.behavior(request.path)
    methods = values(behavior.get("AllowedMethods")) or ["GET", "HEAD"]
    if request.method not in methods:
        return refusal(403, "AccessDenied", f"{request.method} is not allowed here.")
    try:
        signed.admit(distribution, behavior, request)
    except signed.Denied as denied:
        return refusal(403, denied.code, denied.message)

    early = edge.viewer_request(distribution, behavior, request)
    response = early or fetch(distribution, behavior, request)
    if early is None:
        response = replace_error(distribution, request, response)
    apply_headers_policy(distribution.account, behavior.get("ResponseHeadersPolicyId"), request, response)
    response = edge.viewer_response(distribution, behavior, request, response)
    return in_part(request, unchanged(request, response))


def replace_error(distribution: Distribution, request: Request, response: Response) -> Response:
    """The distribution's custom error response, if any, such as /index.html of a single-page application."""
    for error in values(distribution.config.get("CustomErrorResponses")):
        page = error.get("ResponsePagePath")
        if error["ErrorCode"] != response.status or not page:
            continue
        behavior = distribution.behavior(page)
        found = fetch(distribution, behavior, Request("GET", request.host, page, "", {}, b"", page))
        if found.status == 200:
            found.status = int(error.get("ResponseCode") or response.status)
            return found
    return response


def fetch(distribution: Distribution, behavior: dict[str, Any], request: Request) -> Response:
    """The answer of a behavior's origin: a bucket, an API or a load balancer of here; 501 for any other."""
    origin = distribution.origin(behavior)
    domain, below = origin["DomainName"], origin.get("OriginPath") or ""
    path = below + request.path
    if bucket := bucket_of(distribution.account, domain):
        # S3 takes a plus sign in a path for a space: %2B is one.
        key = unquote_plus(below + request.raw_path).removeprefix("/")
        return from_bucket(distribution, origin, bucket, request, key)
    if api := http_api.find(domain):
        request.path = path
        forward(behavior, origin, request)
        return apis.serve(api, request)
    if balancer := routing.find(domain.lower()):
        request.path = path
        forward(behavior, origin, request)
        return answering.whole(balancer, incoming(request, below))
    return refusal(501, "NotImplemented", f"The origin {domain} is not run by the emulator.")


def incoming(request: Request, below: str) -> Incoming:
    """A request as the load balancer of an origin gets it."""
    host = request.host.rsplit(":", 1)[0].lower()
    headers = [(name.title(), value) for name, value in request.headers.items() if name != "host"]
    path = below + request.raw_path
    body = io.BytesIO(request.body)
    return Incoming(
        request.method,
        host,
        request.host,
        path,
        request.query,
        headers,
        body,
        len(request.body),
        request.source,
    )


def bucket_of(account: str, domain: str) -> Any:
    """The bucket of a domain name such as name.s3.eu-west-1.amazonaws.com."""
    name, mark, _ = domain.partition(".s3")
    return get_backend("s3")[account]["aws"].buckets.get(name) if mark else None


def from_bucket(
    distribution: Distribution, origin: dict[str, Any], bucket: Any, request: Request, name: str
) -> Response:
    """An object, if the bucket's policy allows the distribution to read it."""
    signed = bool(origin.get("OriginAccessControlId")) or bool(
        (origin.get("S3OriginConfig") or {}).get("OriginAccessIdentity")
    )
    if request.method not in ("GET", "HEAD") or not may_read(bucket, name, distribution.arn, signed):
        return refusal(403, "AccessDenied", "Access Denied")
    found = bucket.keys.get(name)
    if found is None or not hasattr(found, "value"):
        if may_list(bucket, distribution.arn, signed):
            return refusal(404, "NoSuchKey", "The specified key does not exist.")
        return refusal(
            403, "AccessDenied", "Access Denied"
        )  # without permission to list, S3 hides that the object is missing
    headers = [
        (key, str(value))
        for key, value in {**found.metadata, **found.response_dict}.items()
        if key.lower() != "content-length"
        and not (key.lower().startswith("x-amz-") and "-meta-" not in key.lower())
    ]
    return Response(200, headers, found.value)


def unchanged(request: Request, response: Response) -> Response:
    """304 if the browser has this version (ETag); else the answer, with a Date."""
    tag = next((value for name, value in response.headers if name.lower() == "etag"), None)
    if response.status == 200 and tag and tag in request.header("if-none-match"):
        response.status, response.body = 304, b""
    if not any(name.lower() == "date" for name, _ in response.headers):
        response.set("Date", email.utils.formatdate(time.time(), usegmt=True))
    return response


_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def in_part(request: Request, response: Response) -> Response:
    """206 with the bytes that were asked for; several ranges at once get the whole, as S3 answers them."""
    if response.status != 200 or request.method != "GET":
        return response
    response.set("Accept-Ranges", "bytes")
    wanted = _RANGE.fullmatch(request.header("range").replace(" ", ""))
    tag = next((value for name, value in response.headers if name.lower() == "etag"), None)
    condition = request.header("if-range")
    if wanted is None or wanted.group() == "bytes=-" or (condition and condition != tag):
        return response
    size, (first, last) = len(response.body), wanted.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        refused = refusal(416, "InvalidRange", "The requested range is not satisfiable")
        refused.set("Content-Range", f"bytes */{size}")
        return refused
    response.status, response.body = 206, response.body[start : end + 1]
    response.set("Content-Range", f"bytes {start}-{end}/{size}")
    return response


def refusal(status: int, code: str, text: str) -> Response:
    """An error in the format of S3 and CloudFront."""
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{text}</Message></Error>'
    )
    return Response(status, [("Content-Type", "application/xml")], body.encode())
