"""A client of PostgreSQL as drivers are: TLS, SCRAM-SHA-256 or a token, simple queries."""

import base64
import hashlib
import hmac
import os
import socket
import ssl
import struct
from pathlib import Path
from typing import Any


class Refusal(Exception):
    """An error of the server: its SQLSTATE and its message."""


class Client:
    """A connection."""

    def __init__(self, address: str, port: int, user: str, password: str, database: str, ca: Path | None):
        self._password = password
        plain = socket.create_connection((address, port), timeout=60)
        if ca is None:
            self._socket: socket.socket = plain
        else:
            plain.sendall(struct.pack("!II", 8, 80877103))
            assert plain.recv(1) == b"S"
            self._socket = ssl.create_default_context(cafile=ca).wrap_socket(plain, server_hostname=address)
        self._file: Any = self._socket.makefile("rb")
        pairs = b"".join(part.encode() + b"\0" for part in ("user", user, "database", database))
        self._socket.sendall(struct.pack("!II", 9 + len(pairs), 196608) + pairs + b"\0")
        self._sign_in()

    def query(self, sql: str) -> list[list[str | None]]:
        """The rows of a statement. The connection ends with it."""
        self._send(b"Q", sql.encode() + b"\0")
        rows = []
        while True:
            kind, body = self._next()
            if kind == b"D":
                rows.append(_values(body))
            elif kind == b"Z":
                self._socket.close()
                return rows

    def _sign_in(self) -> None:
        while True:
            kind, body = self._next()
            if kind == b"Z":
                return
            if kind != b"R":
                continue
            (method,) = struct.unpack_from("!I", body)
            if method == 3:
                self._send(b"p", self._password.encode() + b"\0")
            elif method == 10:
                nonce = base64.b64encode(os.urandom(18)).decode()
                first = f"n=,r={nonce}"
                opening = f"n,,{first}".encode()
                self._send(b"p", b"SCRAM-SHA-256\0" + struct.pack("!I", len(opening)) + opening)
            elif method == 11:
                self._send(b"p", self._proof(first, body[4:].decode()))

    def _proof(self, first: str, challenge: str) -> bytes:
        given = dict(part.split("=", 1) for part in challenge.split(","))
        salted = hashlib.pbkdf2_hmac(
            "sha256", self._password.encode(), base64.b64decode(given["s"]), int(given["i"])
        )
        final = f"c=biws,r={given['r']}"
        key = hmac.new(salted, b"Client Key", "sha256").digest()
        signed = hmac.new(
            hashlib.sha256(key).digest(), f"{first},{challenge},{final}".encode(), "sha256"
        ).digest()
        proof = bytes(a ^ b for a, b in zip(key, signed, strict=True))
        return f"{final},p={base64.b64encode(proof).decode()}".encode()

    def _send(self, kind: bytes, body: bytes) -> None:
        self._socket.sendall(kind + struct.pack("!I", len(body) + 4) + body)

    def _next(self) -> tuple[bytes, bytes]:
        head = self._file.read(5)
        if len(head) < 5:
            raise Refusal("closed")
        body: bytes = self._file.read(struct.unpack("!I", head[1:])[0] - 4)
        if head[:1] == b"E":
            fields = {part[:1]: part[1:].decode() for part in body.split(b"\0") if part}
            self._socket.close()
            raise Refusal(f"{fields[b'C']}: {fields[b'M']}")
        return head[:1], body


def _values(body: bytes) -> list[str | None]:
    place, found = 2, []
    for _ in range(struct.unpack_from("!H", body)[0]):
        (size,) = struct.unpack_from("!i", body, place)
        place += 4
        found.append(None if size < 0 else body[place : place + size].decode())
        place += max(size, 0)
    return found
