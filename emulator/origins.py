"""Who is let in at all: which host names are served, and which requests of browsers.

A browser sends requests for every page that its user has open, and pages are written by strangers. Three things
keep them out. Only names that lead here by right are served: a name of a stranger's that has been made to lead
here (DNS rebinding) is not. AWS's APIs answer nobody who comes from another origin: whatever a page sends with
more than a plain GET has an Origin, and all else that it can cause has Sec-Fetch-Site. And of what is left a page
can read no answer, because none has CORS headers. Sites and HTTP APIs answer as they are configured.
"""

import re

from emulator.dataplane import bucket_cors, entrance
from emulator.lock import locked
from emulator.protocol import Answer, Environ, Scope

_HOST = re.compile(r"([a-z0-9_.-]*[a-z0-9_-])(?::\d{1,5})?")

_LOCAL = ("127.0.0.1", "localhost")
_NAMES = (".localhost", ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".cloudfront.net")
"""Names below these never lead to an address that their user has chosen: nobody can rebind them to this machine."""

_MOTO = ("/moto-api", "/favicon.ico", "/latest/meta-data/", "/latest/api/")
"""Paths at which moto serves what no AWS API has: its dashboard, its switches, the metadata of a virtual machine."""


def host_of(environ: Environ) -> str | None:
    """The name in Host; None if there is none or it can't be one.

    The port is not looked at: a tunnel may have another one, and nobody can be sent here by a port.
    """
    found = _HOST.fullmatch(environ.get("HTTP_HOST", "").lower())
    return found[1] if found else None


def serves(host: str) -> bool:
    """Whether a host name is one of the emulator's own, or one that a stack has made. Not to be called in turn."""
    if host in _LOCAL or host.endswith(_NAMES) or host == "amazonaws.com":
        return True
    with locked():
        return entrance.is_made(host)


def is_motos_own(environ: Environ) -> bool:
    """Whether moto would answer with something of its own instead of AWS."""
    return environ["PATH_INFO"].startswith(_MOTO)


def is_foreign(environ: Environ) -> bool:
    """Whether a page has sent this, from wherever: AWS's APIs have none of their own."""
    if "HTTP_ORIGIN" in environ or "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ:
        return True
    return environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin")


def invited(environ: Environ, scope: Scope) -> bucket_cors.Grant | None:
    """What lets a page's request through to S3: the bucket's own CORS rules, or that it follows a presigned link.

    That says nothing of whether its signature is right. Not to be called in turn.
    """
    with locked():
        return bucket_cors.grant(environ, scope)


def preflight(environ: Environ) -> Answer | None:
    """S3's answer to a browser that asks whether it may, if a bucket has rules that allow it."""
    if environ["REQUEST_METHOD"] != "OPTIONS":
        return None
    with locked():
        return bucket_cors.preflight(environ)


def without_cors(answer: Answer) -> Answer:
    """moto allows every page everything. AWS's APIs don't."""
    answer.headers = [
        (name, value) for name, value in answer.headers if not name.lower().startswith("access-control-")
    ]
    return answer
