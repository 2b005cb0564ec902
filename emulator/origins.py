"""The host names that the emulator serves, and the browser requests that it refuses.

Every web page that a developer opens can send requests to 127.0.0.1. Three rules keep foreign pages out:
- The emulator serves its own host names, AWS's and those of the stack only. A foreign name that resolves to
  127.0.0.1 (DNS rebinding) returns 421.
- AWS's APIs refuse cross-origin requests. All but plain GET requests of a page carry Origin, and every other
  request that a page can cause carries Sec-Fetch-Site.
- Answers of AWS's APIs have no CORS headers, so a page cannot read them.

Sites and HTTP APIs of the stack answer as they are configured.
"""

import re

from emulator.dataplane import bucket_cors, entrance
from emulator.lock import locked
from emulator.protocol import Answer, Environ, Scope

_HOST = re.compile(r"([a-z0-9_.-]*[a-z0-9_-])(?::\d{1,5})?")

LOCAL = ("127.0.0.1", "localhost")
_NAMES = (".localhost", ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".cloudfront.net")
"""Domains whose owners give out no names with a free address: no attacker can rebind a name below them."""

_MOTO = ("/moto-api", "/favicon.ico", "/latest/meta-data/", "/latest/api/")
"""Paths of moto that no AWS API has: its dashboard, its settings, and instance metadata."""


def host_of(environ: Environ) -> str | None:
    """The name in the Host header; None if the header is missing or malformed.

    The port is ignored: a tunnel may use another one, and a port directs no request to the emulator.
    """
    found = _HOST.fullmatch(environ.get("HTTP_HOST", "").lower())
    return found[1] if found else None


def serves(host: str) -> bool:
    """Whether the host name is the emulator's, AWS's or the stack's. The caller must not hold the lock."""
    if host in LOCAL or host.endswith(_NAMES) or host == "amazonaws.com":
        return True
    with locked():
        return entrance.is_made(host)


def is_motos_own(environ: Environ) -> bool:
    """Whether moto serves the path, and AWS does not."""
    return environ["PATH_INFO"].startswith(_MOTO)


def is_foreign(environ: Environ) -> bool:
    """Whether a web page of another origin sent the request. AWS's APIs serve no pages."""
    if "HTTP_ORIGIN" in environ or "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ:
        return True
    return environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin")


def invited(environ: Environ, scope: Scope) -> bucket_cors.Grant | None:
    """The permission for a page's request to S3: the bucket's CORS rules, or a link to a presigned URL.

    The signature is verified later. The caller must not hold the lock.
    """
    with locked():
        return bucket_cors.grant(environ, scope)


def preflight(environ: Environ) -> Answer | None:
    """S3's answer to a CORS preflight; None if the request is none, or no rule of the bucket allows it."""
    if environ["REQUEST_METHOD"] != "OPTIONS":
        return None
    with locked():
        return bucket_cors.preflight(environ)


def without_cors(answer: Answer) -> Answer:
    """Removes moto's CORS headers, which allow every origin. AWS's APIs send none."""
    answer.headers = [
        (name, value) for name, value in answer.headers if not name.lower().startswith("access-control-")
    ]
    return answer
