"""CloudWatch's smithy-rpc-v2-cbor protocol, which the SDK for Go uses and moto does not implement.

Requests are translated to the query protocol, and its answers back to CBOR.
"""

import gzip
from typing import Any
from urllib.parse import urlencode

from botocore.model import ShapeResolver
from botocore.parsers import PROTOCOL_PARSERS
from botocore.serialize import SERIALIZERS
from moto.core.exceptions import ServiceException
from moto.core.utils import get_service_model

from .protocol import Answer, Environ, Forward

PREFIX = "/service/GraniteServiceVersion20100801/operation/"
_HEADERS = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")]
_ERROR = ShapeResolver(
    {
        "Error": {
            "type": "structure",
            "members": {"__type": {"shape": "Text"}, "message": {"shape": "Text"}},
        },
        "Text": {"type": "string"},
    }
).get_shape_by_name("Error")


class CborRequest:
    """A request in CBOR; with the same methods as a `ModelledRequest`."""

    def __init__(self, environ: Environ, body: bytes):
        self.environ = environ
        self.body = gzip.decompress(body) if environ.get("HTTP_CONTENT_ENCODING") == "gzip" else body
        self.name: str = environ["PATH_INFO"].removeprefix(PREFIX)
        self.operation = get_service_model("cloudwatch").operation_model(self.name)

    def params(self) -> dict[str, Any]:
        """The parameters, in botocore's shape."""
        if not self.body:
            return {}
        request = {"body": self.body, "headers": {}, "status_code": 200}
        # botocore parses CBOR in answers only; a request has the same format.
        parsed = PROTOCOL_PARSERS["smithy-rpc-v2-cbor"]()._do_parse(request, self.operation.input_shape)
        parsed.pop("ResponseMetadata", None)
        return parsed

    def ask(self, forward: Forward, parsed: bool) -> tuple[Answer, dict[str, Any] | None]:  # noqa: ARG002
        """moto's answer through the query protocol; an error has no parsed result."""
        form = SERIALIZERS["query"]().serialize_to_request(self.params(), self.operation)["body"]
        body = urlencode(form).encode()
        changes = {
            "PATH_INFO": "/",
            "RAW_URI": "/",
            "REQUEST_URI": "/",
            "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": "",
        }
        answer = forward({**self.environ, **changes}, body)
        response = {"body": answer.body, "headers": {}, "status_code": answer.code}
        result = PROTOCOL_PARSERS["query"]().parse(response, self.operation.output_shape)
        if answer.code >= 300:
            told = result.get("Error", {})
            return error(answer.status, told.get("Code", ""), told.get("Message", "")), None
        result.pop("ResponseMetadata", None)
        return self.write(result), result

    def write(self, result: dict[str, Any] | ServiceException) -> Answer:
        """An answer or an error in CBOR."""
        if isinstance(result, ServiceException):
            return error("400 -", result.code, result.message)
        present = {name: value for name, value in result.items() if value is not None}
        if not self.operation.output_shape:
            return Answer("200 OK", _HEADERS, b"\xbf\xff")  # an empty map
        return Answer("200 OK", _HEADERS, _encode(present, self.operation.output_shape))


def _encode(value: dict[str, Any], shape: Any) -> bytes:
    encoded = bytearray()
    SERIALIZERS["smithy-rpc-v2-cbor"]()._serialize_data_item(encoded, value, shape)
    return bytes(encoded)


def error(status: str, code: str, message: str) -> Answer:
    """An error in CBOR."""
    value = {"__type": "com.amazonaws.cloudwatch#" + (code or "InternalFailure"), "message": message}
    return Answer(status, _HEADERS, _encode(value, _ERROR))
