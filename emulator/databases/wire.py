"""PostgreSQL's protocol, version 3: messages, and a client for one connection at a time.

https://www.postgresql.org/docs/16/protocol.html
"""

import contextlib
import socket
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

VERSION_3 = 196608
"""The protocol's version, in the first message of a connection."""

FOREVER = 60.0
"""Seconds that an answer may take."""


class PgError(Exception):
    """What a server refused: its message, SQLSTATE and the other fields of the error, by their letters."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(fields.get("M", "the server has closed the connection"))
        self.fields = fields

    @property
    def state(self) -> str:
        """The SQLSTATE."""
        return self.fields.get("C", "08006")


@dataclass(frozen=True)
class Column:
    """A column of a result."""

    name: str
    table: int
    oid: int
    """Of its type."""
    modifier: int


@dataclass
class Result:
    """What a statement returned. Values are text as PostgreSQL writes it; None is NULL."""

    columns: list[Column] = field(default_factory=list)
    rows: list[list[str | None]] = field(default_factory=list)
    changed: int = 0


def message(kind: bytes, body: bytes) -> bytes:
    """A message; the first one of a connection has no kind."""
    return kind + struct.pack("!I", len(body) + 4) + body


def startup(parameters: dict[str, str]) -> bytes:
    """The first message of a connection."""
    pairs = b"".join(_text(name) + _text(value) for name, value in parameters.items())
    return message(b"", struct.pack("!I", VERSION_3) + pairs + b"\0")


def parameters_of(body: bytes) -> dict[str, str]:
    """The parameters of a startup message, without length and version."""
    parts = body.split(b"\0")
    pairs = zip(parts[0::2], parts[1::2], strict=False)
    return {
        name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in pairs if name
    }


def error(state: str, text: str, severity: str = "FATAL") -> bytes:
    """An ErrorResponse."""
    fields = (b"S" + _text(severity), b"V" + _text(severity), b"C" + _text(state), b"M" + _text(text))
    return message(b"E", b"".join(fields) + b"\0")


def _text(value: str) -> bytes:
    return value.encode() + b"\0"


class Connection:
    """A connection by a server's socket, which lets in whomever the emulator names."""

    def __init__(self, place: Path, user: str, database: str, options: str = ""):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(FOREVER)
        try:
            self._socket.connect(str(place))
            self._file = self._socket.makefile("rb")
            parameters = {"user": user, "database": database, "client_encoding": "UTF8"}
            parameters["application_name"] = "plumbline"
            if options:
                parameters["options"] = options
            self._socket.sendall(startup(parameters))
            self._until_ready(Result())
        except BaseException:
            self._socket.close()
            raise

    def close(self) -> None:
        """Ends the connection."""
        with contextlib.suppress(OSError):
            self._socket.sendall(message(b"X", b""))
        self._socket.close()

    def query(self, sql: str, values: Sequence[tuple[int, str | None]] = ()) -> Result:
        """Runs one statement with its parameters: the type's oid (0: as the server infers) and the text."""
        types = b"".join(struct.pack("!I", oid) for oid, _ in values)
        texts = b"".join(
            struct.pack("!i", -1) if text is None else struct.pack("!I", len(text.encode())) + text.encode()
            for _, text in values
        )
        self._socket.sendall(
            message(b"P", b"\0" + _text(sql) + struct.pack("!H", len(values)) + types)
            + message(b"B", b"\0\0" + struct.pack("!HH", 0, len(values)) + texts + struct.pack("!H", 0))
            + message(b"D", b"P\0")
            + message(b"E", b"\0" + struct.pack("!I", 0))
            + message(b"S", b"")
        )
        result = Result()
        self._until_ready(result)
        return result

    def script(self, sql: str) -> None:
        """Runs statements that return nothing."""
        self._socket.sendall(message(b"Q", _text(sql)))
        self._until_ready(Result())

    def _until_ready(self, result: Result) -> None:
        refused: PgError | None = None
        for kind, body in self._messages():
            if kind == b"E":
                refused = refused or PgError(_fields(body))
            elif kind == b"T":
                result.columns = _columns(body)
            elif kind == b"D":
                result.rows.append(_values(body))
            elif kind == b"C":
                count = body.rstrip(b"\0").split(b" ")[-1]
                result.changed = int(count) if count.isdigit() else 0
            elif kind == b"Z":
                break
            elif kind == b"G":  # COPY FROM STDIN: nothing comes
                self._socket.sendall(message(b"f", _text("there is nothing to copy from")))
        else:
            raise refused or PgError({})
        if refused:
            raise refused

    def _messages(self) -> Iterator[tuple[bytes, bytes]]:
        while len(head := self._file.read(5)) == 5:
            yield head[:1], self._file.read(struct.unpack("!I", head[1:])[0] - 4)


def _fields(body: bytes) -> dict[str, str]:
    parts = [part.decode("utf-8", "replace") for part in body.split(b"\0") if part]
    return {part[0]: part[1:] for part in parts}


def _columns(body: bytes) -> list[Column]:
    (count,) = struct.unpack_from("!H", body)
    place, found = 2, []
    for _ in range(count):
        end = body.index(b"\0", place)
        table, _number, oid, _size, modifier, _format = struct.unpack_from("!IHIhih", body, end + 1)
        found.append(Column(body[place:end].decode("utf-8", "replace"), table, oid, modifier))
        place = end + 19
    return found


def _values(body: bytes) -> list[str | None]:
    (count,) = struct.unpack_from("!H", body)
    place, found = 2, []
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, place)
        place += 4
        found.append(None if size < 0 else body[place : place + size].decode("utf-8", "replace"))
        place += max(size, 0)
    return found
