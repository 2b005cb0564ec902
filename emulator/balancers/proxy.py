"""Passes a request on to a port of this machine, and its answer back, piece by piece."""

import http.client
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass

from .messages import Headers, Incoming, Outgoing, passed_on

_PIECE = 1 << 16


class NoAnswer(Exception):
    """A target has not answered as it should; `status` is what the load balancer answers instead."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Via:
    """The listener that a request came through, and the seconds that a target may be silent."""

    protocol: str
    port: int
    timeout: float


def ask(port: int, request: Incoming, via: Via) -> Outgoing:
    """The answer of a target. Raises NoAnswer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=via.timeout)
    try:
        response = _exchange(connection, request, via)
    except TimeoutError as error:
        connection.close()
        raise NoAnswer(504, f"The target has not answered within {via.timeout:g} s.") from error
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        reason = str(error) or type(error).__name__
        raise NoAnswer(502, f"The target gave no answer that is HTTP: {reason}") from error
    headers = passed_on(response.getheaders())
    return Outgoing(response.status, headers, _pieces(response), connection.close)


def _exchange(
    connection: http.client.HTTPConnection, request: Incoming, via: Via
) -> http.client.HTTPResponse:
    connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", request.authority)
    for name, value in forwarded(request, via):
        connection.putheader(name, value)
    has_body = request.length > 0 or request.method in ("POST", "PUT", "PATCH")
    if has_body:
        connection.putheader("Content-Length", str(request.length))
    connection.endheaders()
    left = request.length
    try:
        while left > 0 and (piece := request.body.read(min(_PIECE, left))):
            left -= len(piece)
            connection.send(piece)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it may have answered before it had read all
    return connection.getresponse()


def forwarded(request: Incoming, via: Via) -> Headers:
    """The headers of a request, with those that tell where it came from."""
    own = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id", "content-length"}
    given = {name.lower(): value for name, value in request.headers}
    before = given.get("x-forwarded-for")
    trace = f"1-{int(time.time()):08x}-{secrets.token_hex(12)}"
    asked = given.get("x-amzn-trace-id", "")
    return [
        *[(name, value) for name, value in request.headers if name.lower() not in own],
        ("X-Forwarded-For", f"{before}, {request.source}" if before else request.source),
        ("X-Forwarded-Proto", via.protocol),
        ("X-Forwarded-Port", str(via.port)),
        ("X-Amzn-Trace-Id", f"Self={trace};{asked}" if "Root=" in asked else f"Root={trace}"),
    ]


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(_PIECE):
        yield piece
