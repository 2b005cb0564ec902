"""Parses requests and writes answers with the service models of botocore and moto.

Corrections work on dictionaries in botocore's shape, for services with JSON, XML and query strings alike.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from botocore.awsrequest import HeadersDict
from botocore.parsers import create_parser
from moto.core.exceptions import ServiceException
from moto.core.parse import PROTOCOL_PARSERS, RequestDict
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_router_class
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model

Environ = dict[str, Any]


@dataclass
class Answer:
    """An answer: status line, headers and body."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])


Forward = Callable[[Environ, bytes], Answer]
"""Sends a request to moto."""

_SCOPE = re.compile(r"Credential=([^/]*)/\d+/([\w-]+)/([\w-]+)/")
_PRESIGNED = re.compile(r"X-Amz-Credential=([^%/]*)(?:%2F|/)\d+(?:%2F|/)([\w-]+)(?:%2F|/)([\w-]+)(?:%2F|/)")
_MODEL_NAMES = {
    "monitoring": "cloudwatch",
    "elasticloadbalancing": "elbv2",
    "access-analyzer": "accessanalyzer",
    "states": "stepfunctions",
}
_ROUTERS: dict[tuple[str, str], Any] = {}


@dataclass(frozen=True)
class Scope:
    """The credential scope of a signature: access key, region and service, not verified."""

    access_key: str
    region: str
    service: str


def scope_of(environ: Environ) -> Scope:
    """The credential scope of a request; empty fields and us-east-1 if it is not signed."""
    match = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    match = match or _PRESIGNED.search(environ.get("QUERY_STRING", ""))
    if not match:
        return Scope("", "us-east-1", "")
    service = match[3]
    if service == "s3" and environ["PATH_INFO"].startswith("/v20180820/"):
        service = "s3control"  # which signs as S3
    if service == "apigateway" and environ["PATH_INFO"].startswith("/v2"):
        service = "apigatewayv2"
    if service == "ses" and environ["PATH_INFO"].startswith("/v2/"):
        service = "sesv2"
    return Scope(match[1], match[2], _MODEL_NAMES.get(service, service))


def names_bucket_in_path(environ: Environ) -> bool:
    """Whether a request to S3 has its bucket in the path; otherwise it is in the host name."""
    host = environ.get("HTTP_HOST", "").lower().rsplit(":", 1)[0]
    return host in ("127.0.0.1", "localhost") or host.startswith(("s3.", "s3-"))


def action_of(environ: Environ, body: bytes) -> str:
    """The operation, found without a model, for the log and for messages.

    It contains names only: the values of a query string and the body can be secrets.
    """
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return target.rsplit(".", 1)[-1]
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form")
    if form and (action := re.search(rb"(?:^|&)Action=(\w+)", body)):
        return action[1].decode()
    names = [part.split("=")[0] for part in environ.get("QUERY_STRING", "").split("&") if part]
    names = [name for name in names if not name.lower().startswith("x-amz") and name != "x-id"]
    return f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}" + ("?" + "&".join(names) if names else "")


class ModelledRequest:
    """A request for one operation, in a protocol that moto implements."""

    def __init__(self, service: str, environ: Environ, body: bytes):
        """Finds the operation. Raises HTTPException or OperationNotFoundError if the model has none."""
        self.service, self.environ, self.body = service, environ, body
        model = get_service_model(service)
        self.request = Request({**environ, "wsgi.input": io.BytesIO(body)})
        self.protocol = determine_request_protocol(model, self.request.content_type)
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target and self.protocol.startswith("json"):
            # By its last part only: the SDKs differ in the part before it.
            self.operation, self.uri_parameters = model.operation_model(target.rsplit(".", 1)[-1]), {}
        else:
            router = _ROUTERS.get((service, self.protocol))
            if router is None:
                if (kind := get_router_class(service, self.protocol)) is None:
                    raise NotImplementedError(f"moto has no router for {service} in {self.protocol}")
                router = _ROUTERS[service, self.protocol] = kind(model)
            self.operation, self.uri_parameters = router.match(self.request)
        self.name: str = self.operation.name

    def params(self) -> dict[str, Any]:
        """The parameters, in botocore's shape."""
        request = self.request
        values: RequestDict = {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": self.body,
            "url_path": request.path,
            "url_params": self.uri_parameters,
        }
        return PROTOCOL_PARSERS[self.protocol](self.operation).parse(values) or {}

    def ask(self, forward: Forward, parsed: bool) -> tuple[Answer, dict[str, Any] | None]:
        """moto's answer and, if `parsed` and it is no error, the same in botocore's shape."""
        answer = forward(self.environ, self.body)
        if not parsed or answer.code >= 300:
            return answer, None
        if not self.operation.output_shape:
            return answer, {}
        response = {"body": answer.body, "headers": HeadersDict(answer.headers), "status_code": answer.code}
        result = create_parser(self.protocol).parse(response, self.operation.output_shape)
        result.pop("ResponseMetadata", None)
        return answer, result

    def write(self, result: dict[str, Any] | ServiceException) -> Answer:
        """An answer or an error in the protocol of the service."""
        serializer = get_serializer_class(self.service, self.protocol)(operation_model=self.operation)
        written = serializer.serialize(result)
        body = b"" if written["status_code"] in (204, 304) else written["body"]
        body = body.encode() if isinstance(body, str) else body
        return Answer(f"{written['status_code']} -", _plain(written["headers"].items()), body)


def _plain(headers: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in headers if name.lower() != "content-length"]
