"""Verifies Signature Version 4, in the Authorization header or in a presigned URL, as AWS does.

botocore's signer computes the expected signature. The signatures of an upload's chunks are not verified (the
first signature covers its length), and the asymmetric variant is refused.
"""

import hmac
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

from emulator.protocol import Environ

from . import credentials

CALLER = "plumbline.caller"
"""The key of the WSGI environment that holds the Caller of a verified request."""

LONGEST_SKEW = timedelta(minutes=15)
LONGEST_URL = timedelta(days=7)

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)/(\d{8})/([\w-]+)/([\w-]+)/aws4_request\s*,"
    r"\s*SignedHeaders=([\w;-]+)\s*,\s*Signature=([0-9a-f]{64})\s*"
)
_CREDENTIAL = re.compile(r"([^/\s]+)/(\d{8})/([\w-]+)/([\w-]+)/aws4_request")
_TIMESTAMP = "%Y%m%dT%H%M%SZ"
_UNSIGNED = "UNSIGNED-PAYLOAD"
_PLAIN_PATHS = {"s3", "s3-outposts", "s3-object-lambda", "s3express"}
"""Services that sign the path as it is sent. All others sign the path encoded once more."""


_NEED_NOT_BE_SIGNED = {"x-amz-content-sha256", "x-amz-user-agent"}
"""Headers that need no signature: the body is compared with the first, and nothing depends on the second."""


class Fault(Enum):
    """Why a signature is refused."""

    MISSING = "missing"
    UNSUPPORTED = "unsupported"
    UNKNOWN_KEY = "unknown key"
    MISMATCH = "mismatch"
    WRONG_TOKEN = "wrong token"
    EXPIRED = "expired"
    SKEWED = "skewed"


class Unproven(Exception):
    """The request has no valid signature."""

    def __init__(self, fault: Fault, detail: str = ""):
        super().__init__(detail or fault.value)
        self.fault = fault


class Caller(NamedTuple):
    """The account and access key that signed a request."""

    account: str
    access_key: str


class _Claim(NamedTuple):
    """The parts of a signature and of the request that it covers."""

    access_key: str
    region: str
    service: str
    headers: list[str]
    signature: str
    timestamp: str
    token: str
    query: str
    """The query string that was signed."""
    payload: str
    """The hash of the body, or the words that stand for it in the signed text."""


class _Request(NamedTuple):
    """The part of botocore's request that its signer reads."""

    method: str
    url: str
    headers: HTTPHeaders
    context: dict[str, str | set[str]]
    params: None = None


class _Signer(SigV4Auth):
    """Signs only the headers that the caller has signed."""

    def headers_to_sign(self, request: Any) -> HTTPHeaders:
        headers = HTTPHeaders()
        for name, value in request.headers.items():
            if name in request.context["signed"]:
                headers[name] = value
        return headers

    def signed_as(self, request: Any) -> str:
        return self.signature(self.string_to_sign(request, self.canonical_request(request)), request)


class _PlainPathSigner(_Signer):
    _normalize_url_path = S3SigV4Auth._normalize_url_path


class _UnnormalizedSigner(_Signer):
    """Keeps dots and slashes of a path as they are, as the SDK for Go does."""

    def _normalize_url_path(self, path: str) -> str:
        return quote(path, safe="/~")


def verify(environ: Environ, body: bytes) -> Caller:
    """The account and key that signed the request. Raises Unproven. Must not be called with the lock held."""
    claim = _claim(environ, body)
    _nothing_added(environ, claim)
    key = credentials.find(claim.access_key)
    if key is None:
        raise Unproven(Fault.UNKNOWN_KEY)
    if not any(hmac.compare_digest(claim.signature, one) for one in _expected(environ, claim, key)):
        raise Unproven(Fault.MISMATCH)
    if key.expired:
        raise Unproven(Fault.EXPIRED, "The session's credentials have expired.")
    if key.token is not None and not hmac.compare_digest(claim.token.encode(), key.token.encode()):
        raise Unproven(Fault.WRONG_TOKEN)
    return Caller(key.account, claim.access_key)


def _nothing_added(environ: Environ, claim: _Claim) -> None:
    """Refuses unsigned X-Amz headers: X-Amz-Copy-Source would turn a presigned URL into another request."""
    ours = (name[5:].lower().replace("_", "-") for name in environ if name.startswith("HTTP_X_AMZ_"))
    for name in ("host", *ours):
        if name not in claim.headers and name not in _NEED_NOT_BE_SIGNED:
            raise Unproven(Fault.MISMATCH, f"The header {name} is not among those that are signed.")


def _claim(environ: Environ, body: bytes) -> _Claim:
    header = environ.get("HTTP_AUTHORIZATION", "")
    if header:
        return _claim_of_header(environ, header, body)
    query = environ.get("QUERY_STRING", "")
    if "X-Amz-Signature=" in query:
        return _claim_of_url(environ, query, body)
    if "Signature=" in query and "AWSAccessKeyId=" in query:
        raise Unproven(Fault.UNSUPPORTED, "Please use AWS4-HMAC-SHA256 (Signature Version 4).")
    raise Unproven(Fault.MISSING)


def _claim_of_header(environ: Environ, header: str, body: bytes) -> _Claim:
    if not header.startswith("AWS"):
        raise Unproven(Fault.MISSING)
    found = _AUTHORIZATION.fullmatch(header)
    if not found:
        raise Unproven(Fault.UNSUPPORTED, "Please use AWS4-HMAC-SHA256 (Signature Version 4).")
    access_key, date, region, service, headers, signature = found.groups()
    moment = _moment(environ.get("HTTP_X_AMZ_DATE") or environ.get("HTTP_DATE", ""))
    timestamp = moment.strftime(_TIMESTAMP)
    if abs(datetime.now(UTC) - moment) > LONGEST_SKEW or not timestamp.startswith(date):
        raise Unproven(Fault.SKEWED)
    return _Claim(
        access_key,
        region,
        service,
        headers.split(";"),
        signature,
        timestamp,
        environ.get("HTTP_X_AMZ_SECURITY_TOKEN", ""),
        environ.get("QUERY_STRING", ""),
        _payload(environ.get("HTTP_X_AMZ_CONTENT_SHA256", ""), body),
    )


def _claim_of_url(environ: Environ, query: str, body: bytes) -> _Claim:
    given = dict(parse_qsl(query, keep_blank_values=True))
    found = _CREDENTIAL.fullmatch(given.get("X-Amz-Credential", ""))
    seconds = given.get("X-Amz-Expires", "")
    if (
        given.get("X-Amz-Algorithm") != "AWS4-HMAC-SHA256"
        or not found
        or not re.fullmatch(r"\d{1,6}", seconds)
    ):
        raise Unproven(Fault.UNSUPPORTED, "Please use AWS4-HMAC-SHA256 (Signature Version 4).")
    access_key, date, region, service = found.groups()
    moment, now = _moment(given.get("X-Amz-Date", "")), datetime.now(UTC)
    timestamp, valid = moment.strftime(_TIMESTAMP), timedelta(seconds=int(seconds))
    if moment - now > LONGEST_SKEW or not timestamp.startswith(date) or valid > LONGEST_URL:
        raise Unproven(Fault.SKEWED)
    if now > moment + valid:
        raise Unproven(Fault.EXPIRED, "Request has expired")
    payload = given.get("X-Amz-Content-Sha256") or environ.get("HTTP_X_AMZ_CONTENT_SHA256", "")
    return _Claim(
        access_key,
        region,
        service,
        given.get("X-Amz-SignedHeaders", "").split(";"),
        given["X-Amz-Signature"],
        timestamp,
        given.get("X-Amz-Security-Token", ""),
        "&".join(part for part in query.split("&") if not part.startswith("X-Amz-Signature=")),
        _payload(payload or (_UNSIGNED if service in _PLAIN_PATHS else ""), body),
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, _TIMESTAMP).replace(tzinfo=UTC)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        raise Unproven(Fault.SKEWED, "The request has no date that can be read.") from None


def _payload(given: str, body: bytes) -> str:
    """The hash of the body, or the words of a request whose body is not signed. Raises Unproven."""
    if given == _UNSIGNED or given.startswith("STREAMING-"):
        return given
    actual = sha256(body).hexdigest()
    if given and given != actual:
        raise Unproven(Fault.MISMATCH, "The body is not the one that was signed.")
    return actual


def _expected(environ: Environ, claim: _Claim, key: credentials.Key) -> list[str]:
    """The valid signatures: with the path normalised and, since some SDKs do not normalise it, as it is."""
    path = environ["RAW_URI"].split("?")[0]
    headers = HTTPHeaders()
    for name in claim.headers:
        if (value := _header(environ, name)) is None:
            raise Unproven(Fault.MISMATCH, f"The signed header {name} was not sent.")
        headers[name] = value
    if "X-Amz-Content-SHA256" not in headers:  # the signer reads it, whether or not it is signed
        headers["X-Amz-Content-SHA256"] = claim.payload
    context: dict[str, str | set[str]] = {"timestamp": claim.timestamp, "signed": set(claim.headers)}
    url = f"http://emulator{path}?{claim.query}"
    request = _Request(environ["REQUEST_METHOD"], url, headers, context)
    kinds: list[type[_Signer]] = [_PlainPathSigner] if claim.service in _PLAIN_PATHS else [_Signer]
    if kinds == [_Signer] and ("//" in path or "/." in path):
        kinds.append(_UnnormalizedSigner)
    signer = Credentials(claim.access_key, key.secret)
    return [kind(signer, claim.service, claim.region).signed_as(request) for kind in kinds]


def _header(environ: Environ, name: str) -> str | None:
    key = name.upper().replace("-", "_")
    value = environ.get(key) if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else environ.get(f"HTTP_{key}")
    # WSGI decodes header bytes as Latin-1; SDKs sign them as UTF-8.
    return value if value is None or value.isascii() else value.encode("latin-1").decode("utf-8", "replace")
