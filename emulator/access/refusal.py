"""Errors for refused requests, in the format that the SDK of the service understands."""

import json
from typing import Any

from botocore.exceptions import UnknownServiceError
from moto.core.utils import get_service_model

from emulator import cbor
from emulator.protocol import Answer, Environ

from .signature import Fault, Unproven

_HINT = ' `eval "$(./plumb env)"` sets the credentials of the emulator that runs; a restarted one has others.'

_MESSAGES = {
    Fault.MISSING: "The request is not signed, and the emulator answers its own user only.",
    Fault.UNSUPPORTED: "The emulator does not know this way of signing.",
    Fault.UNKNOWN_KEY: "The emulator does not know the access key.",
    Fault.MISMATCH: "The request is not signed with the secret of this emulator.",
    Fault.WRONG_TOKEN: "The session token does not belong to the access key.",
    Fault.EXPIRED: "The request has expired.",
    Fault.SKEWED: "The date of the request is more than 15 minutes away from the emulator's.",
}

_S3 = {
    Fault.MISSING: "AccessDenied",
    Fault.UNSUPPORTED: "InvalidRequest",
    Fault.UNKNOWN_KEY: "InvalidAccessKeyId",
    Fault.MISMATCH: "SignatureDoesNotMatch",
    Fault.WRONG_TOKEN: "InvalidToken",
    Fault.EXPIRED: "ExpiredToken",
    Fault.SKEWED: "RequestTimeTooSkewed",
}
_XML = {
    Fault.MISSING: "MissingAuthenticationToken",
    Fault.UNSUPPORTED: "IncompleteSignature",
    Fault.UNKNOWN_KEY: "InvalidClientTokenId",
    Fault.MISMATCH: "SignatureDoesNotMatch",
    Fault.WRONG_TOKEN: "InvalidClientTokenId",
    Fault.EXPIRED: "ExpiredToken",
    Fault.SKEWED: "RequestExpired",
}
_JSON = {
    Fault.MISSING: "MissingAuthenticationTokenException",
    Fault.UNSUPPORTED: "IncompleteSignatureException",
    Fault.UNKNOWN_KEY: "UnrecognizedClientException",
    Fault.MISMATCH: "InvalidSignatureException",
    Fault.WRONG_TOKEN: "UnrecognizedClientException",
    Fault.EXPIRED: "ExpiredTokenException",
    Fault.SKEWED: "InvalidSignatureException",
}


def unproven(environ: Environ, service: str, error: Unproven) -> Answer:
    """403 for a request without a valid signature."""
    message = _MESSAGES[error.fault]
    if str(error) != error.fault.value:
        message += f" {error}"
    return denied(environ, service, _codes(environ, service)[error.fault], message + _HINT)


def foreign(environ: Environ, service: str) -> Answer:
    """403 for a request that a web page of another origin has sent."""
    message = "The emulator's AWS answers no request of a page, and none that comes from another origin."
    return denied(environ, service, "AccessDenied", message)


def forbidden(environ: Environ, service: str, code: str, message: str) -> Answer:
    """The error for what policies do not allow, with the service's own code, or the one of its protocol.

    Services with one address for all operations answer it with 400:
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    """
    if _codes(environ, service) is not _JSON:
        return denied(environ, service, code or "AccessDenied", message)
    single = "HTTP_X_AMZ_TARGET" in environ or environ["PATH_INFO"].startswith(cbor.PREFIX)
    if service in ("sqs", "cloudwatch"):  # whose SDKs know the codes of the former protocol
        answer = denied(environ, service, "AccessDeniedException", message)
        answer.headers.append(("x-amzn-query-error", f"{code or 'AccessDenied'};Sender"))
        return answer
    status = "400 Bad Request" if single else "403 Forbidden"
    return denied(environ, service, code or "AccessDeniedException", message, status)


def denied(environ: Environ, service: str, code: str, message: str, status: str = "403 Forbidden") -> Answer:
    """An error code and a message, in the protocol of the service."""
    text = message.replace("&", "&amp;").replace("<", "&lt;")
    codes = _codes(environ, service)
    if environ["PATH_INFO"].startswith(cbor.PREFIX):
        return cbor.error(status, code, message)
    if codes is _JSON:
        body: dict[str, Any] = {"__type": code, "code": code, "message": message}
        headers = [("Content-Type", "application/json"), ("x-amzn-errortype", code)]
        return Answer(status, headers, json.dumps(body).encode())
    error = f"<Error><Code>{code}</Code><Message>{text}</Message></Error>"
    if service == "ec2":
        error = f"<Response><Errors>{error}</Errors><RequestID>emulator</RequestID></Response>"
    elif codes is _XML:
        error = f"<ErrorResponse>{error}<RequestId>emulator</RequestId></ErrorResponse>"
    return Answer(status, [("Content-Type", "application/xml")], f"<?xml version='1.0'?>\n{error}".encode())


def misdirected(host: str) -> Answer:
    """421: the emulator does not serve this host name."""
    text = f"The emulator does not serve the host {host!r}.\n"
    return Answer("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")], text.encode())


def _codes(environ: Environ, service: str) -> dict[Fault, str]:
    if environ["PATH_INFO"].startswith(cbor.PREFIX) or "HTTP_X_AMZ_TARGET" in environ:
        return _JSON
    if service in ("", "s3"):
        form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
        return _XML if form else _S3
    try:
        protocol = get_service_model(service).protocol
    except UnknownServiceError:
        return _XML
    return _JSON if "json" in protocol or "cbor" in protocol else _XML
