"""CORS rules of S3 buckets: with them, a site can upload to a presigned URL."""

import sys
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from moto.backends import get_backend

from emulator.protocol import Answer, Environ, Scope

Headers = list[tuple[str, str]]


@dataclass
class Grant:
    """The permission for a page's request, with the CORS headers of its answer."""

    headers: Headers = field(default_factory=list)


def grant(environ: Environ, scope: Scope) -> Grant | None:
    """The permission for a request to S3, by a rule of its bucket or as a presigned link; else None."""
    if scope.service != "s3":
        return None
    method, origin = environ["REQUEST_METHOD"], environ.get("HTTP_ORIGIN")
    if origin is None:
        # An image or a link in a page: the page can't read the answer, and the signature is verified later.
        is_link = method in ("GET", "HEAD") and "X-Amz-Signature=" in environ.get("QUERY_STRING", "")
        return Grant() if is_link else None
    rule = _rule(environ, origin, method)
    return Grant(_allowed(rule, origin)) if rule else None


def preflight(environ: Environ) -> Answer | None:
    """The answer to OPTIONS; None if no rule allows the method and headers."""
    origin = environ.get("HTTP_ORIGIN", "")
    method = environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD", "")
    wanted = [
        name.strip().lower()
        for name in environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "").split(",")
        if name.strip()
    ]
    rule = _rule(environ, origin, method, wanted) if origin and method else None
    if rule is None:
        return None
    headers = [*_allowed(rule, origin), ("Access-Control-Allow-Methods", ", ".join(rule.allowed_methods))]
    if wanted:
        headers.append(("Access-Control-Allow-Headers", ", ".join(wanted)))
    if rule.max_age_seconds is not None:
        headers.append(("Access-Control-Max-Age", str(rule.max_age_seconds)))
    return Answer("200 OK", headers, b"")


def _allowed(rule: Any, origin: str) -> Headers:
    anybody = "*" in rule.allowed_origins
    headers = [("Access-Control-Allow-Origin", "*" if anybody else origin), ("Vary", "Origin")]
    if not anybody:
        headers.append(("Access-Control-Allow-Credentials", "true"))
    if rule.exposed_headers:
        headers.append(("Access-Control-Expose-Headers", ", ".join(rule.exposed_headers)))
    return headers


def _rule(environ: Environ, origin: str, method: str, wanted: list[str] | None = None) -> Any:
    """The first rule that matches, as in S3."""
    bucket = _bucket(environ)
    for rule in bucket.cors if bucket else []:
        if method not in rule.allowed_methods:
            continue
        if not any(fnmatchcase(origin, pattern) for pattern in rule.allowed_origins):
            continue
        patterns = [pattern.lower() for pattern in rule.allowed_headers or []]
        if all(any(fnmatchcase(name, pattern) for pattern in patterns) for name in wanted or []):
            return rule
    return None


def _bucket(environ: Environ) -> Any:
    """The bucket in the path or host of a request."""
    if "moto.s3.models" not in sys.modules:  # no bucket has been created
        return None
    host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
    names = [
        environ["PATH_INFO"].split("/")[1:2],
        [host.partition(".s3")[0], host.removesuffix(".localhost")],
    ]
    for name in [name for part in names for name in part]:
        for regions in get_backend("s3").values():
            if "aws" in regions and (bucket := regions["aws"].buckets.get(name)):
                return bucket
    return None
