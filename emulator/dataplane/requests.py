"""Requests to sites and APIs, and their answers."""

import http.client
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from emulator.access.signature import CALLER, Caller
from emulator.protocol import Answer, Environ


@dataclass
class Request:
    """A request to a site or API. `path` is relative to it and decoded."""

    method: str
    host: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    raw_path: str = ""
    source: str = "127.0.0.1"
    caller: Caller | None = None
    """The account and key that signed it; None without a valid signature."""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The names and values of the query string."""
        return parse_qsl(self.query, keep_blank_values=True)

    def header(self, name: str) -> str:
        """The value of a header; empty if it is missing."""
        return self.headers.get(name.lower(), "")


@dataclass
class Response:
    """An answer. Headers may repeat (Set-Cookie)."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def set(self, name: str, value: str, override: bool = True) -> None:
        """Sets a header. Without `override` an existing one stays."""
        there = any(have.lower() == name.lower() for have, _ in self.headers)
        if there and not override:
            return
        self.remove(name)
        self.headers.append((name, value))

    def remove(self, name: str) -> None:
        """Removes a header."""
        self.headers = [(have, value) for have, value in self.headers if have.lower() != name.lower()]

    def answer(self) -> Answer:
        """The same as a WSGI answer."""
        reason = http.client.responses.get(self.status, "-")
        return Answer(f"{self.status} {reason}", self.headers, self.body)


def message(status: int, text: str, **more: str) -> Response:
    """An answer of API Gateway itself: {"message": …}."""
    headers = [("Content-Type", "application/json"), *((n.replace("_", "-"), v) for n, v in more.items())]
    return Response(status, headers, json.dumps({"message": text}).encode())


def read(environ: Environ, body: bytes, prefix: str) -> Request:
    """The request, without `prefix` in its path."""
    raw = environ["RAW_URI"].split("?")[0].removeprefix(prefix) or "/"
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if (name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH")) and value
    }
    headers.pop("x-moto-account-id", None)
    return Request(
        method=environ["REQUEST_METHOD"],
        host=environ.get("HTTP_HOST", ""),
        path=unquote(raw),
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=body,
        raw_path=raw,
        source=environ.get("REMOTE_ADDR", "127.0.0.1"),
        caller=environ.get(CALLER),
    )


def values(collection: dict[str, Any] | None) -> list[Any]:
    """The items of a collection of CloudFront: {Quantity, Items}."""
    return (collection or {}).get("Items") or []
