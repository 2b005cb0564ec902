"""Requests to load balancers, and their answers, whose bodies may be of any size."""

import html
import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from emulator.protocol import Environ

_OF_A_CONNECTION = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
"""Headers that are for one connection, and not for what is behind it."""

Headers = list[tuple[str, str]]


def passed_on(headers: Headers) -> Headers:
    """Those headers that are not of a connection."""
    return [(name, value) for name, value in headers if name.lower() not in _OF_A_CONNECTION]


@dataclass
class Incoming:
    """A request. `path` is as it was sent; `host` has no port, `authority` is the Host header."""

    method: str
    host: str
    authority: str
    path: str
    query: str
    headers: Headers
    body: IO[bytes]
    length: int
    source: str
    upgrades: bool = False
    """Whether it wants to go on in another protocol."""

    @property
    def target(self) -> str:
        """Path and query."""
        return self.path + (f"?{self.query}" if self.query else "")


def read(environ: Environ, host: str) -> Incoming:
    """The request of a WSGI environment, its body unread."""
    target = environ.get("REQUEST_URI") or environ["PATH_INFO"]
    headers = [
        (name.removeprefix("HTTP_").replace("_", "-").title(), str(value))
        for name, value in environ.items()
        if name.startswith("HTTP_") and name != "HTTP_HOST"
    ]
    if environ.get("CONTENT_TYPE"):
        headers.append(("Content-Type", environ["CONTENT_TYPE"]))
    return Incoming(
        method=environ["REQUEST_METHOD"],
        host=host,
        authority=environ.get("HTTP_HOST", ""),
        path=target.partition("?")[0] or "/",
        query=environ.get("QUERY_STRING", ""),
        headers=passed_on(headers),
        body=environ["wsgi.input"],
        length=int(environ.get("CONTENT_LENGTH") or 0),
        source=environ.get("REMOTE_ADDR", "127.0.0.1"),
        upgrades="HTTP_UPGRADE" in environ,
    )


class Outgoing:
    """An answer. Whoever takes it iterates over its body, and closes it in any case."""

    def __init__(
        self,
        status: int,
        headers: Headers,
        chunks: Iterator[bytes],
        closed: Callable[[], None] = lambda: None,
    ):
        self.status, self.headers = status, headers
        self._chunks, self._closed = chunks, closed

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def close(self) -> None:
        """Ends the connection to the target."""
        self._closed()
        self._closed = lambda: None


def text(status: int, kind: str, body: str, more: Headers | None = None) -> Outgoing:
    """A short answer of the load balancer itself."""
    content = body.encode()
    headers = [("Server", "awselb/2.0"), ("Content-Type", kind), ("Content-Length", str(len(content)))]
    return Outgoing(status, [*headers, *(more or [])], iter([content] if content else []))


def refusal(status: int, reason: str) -> Outgoing:
    """An error of the load balancer itself, in its form; the reason is the emulator's own."""
    title = f"{status} {http.client.responses.get(status, '')}"
    page = (
        f"<html>\n<head><title>{title}</title></head>\n<body>\n<center><h1>{title}</h1></center>\n"
        f"<center>{html.escape(reason)}</center>\n</body>\n</html>\n"
    )
    return text(status, "text/html", page)
