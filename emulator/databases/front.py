"""What clients of a database connect to: it ends TLS, checks tokens, and passes everything else on.

A client sends its startup message after TLS. For a password, the server itself does the rest (SCRAM), over
TCP. For a token of IAM, PostgreSQL has no means of its own: the front asks for it, verifies it, and then
connects by the server's socket, which trusts it. Readers are read-only by a setting of their sessions.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
import traceback
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from .binaries import ADMINISTRATOR, Unavailable
from .entrance import Entrance, Target
from .roles import SIGNS_IN_BY_TOKEN
from .server import Server
from .tokens import refusal
from .wire import VERSION_3, PgError, error, message, parameters_of, startup

T = TypeVar("T")

CANCEL, TLS, GSS = 80877102, 80877103, 80877104
_LARGEST_STARTUP = 10_000
_LARGEST_TOKEN = 65_535
LONGEST_SIGN_IN = 60.0
"""Seconds until a client has to be signed in, as in PostgreSQL."""

NO_ACCESS = "28000"
WRONG_PASSWORD = "28P01"
NOT_NOW = "57P03"
BROKEN = "XX000"
"""SQLSTATEs."""


class Refusal(Exception):
    """What a client is told before the connection is closed."""

    def __init__(self, state: str, text: str):
        super().__init__(text)
        self.state = state


class _Loop:
    """The thread that all connections of databases share."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True, name="databases").start()


_ONE: list[_Loop] = []
_STARTING = threading.Lock()


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop of all connections."""
    with _STARTING:
        if not _ONE:
            _ONE.append(_Loop())
        return _ONE[0].loop


class Front:
    """Serves one entrance until it is closed."""

    def __init__(
        self,
        entrance: Entrance,
        listener: socket.socket,
        resolve: Callable[[], Target],
        context: Callable[[str], ssl.SSLContext],
    ):
        self._entrance = entrance
        self._listener = listener
        self._resolve = resolve
        self._context = context
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        asyncio.run_coroutine_threadsafe(self._serve(), event_loop())

    def close(self) -> None:
        """Closes the entrance and all connections: when it returns, the address is free."""
        asyncio.run_coroutine_threadsafe(self._close(), event_loop()).result(LONGEST_SIGN_IN)

    async def _serve(self) -> None:
        self._server = await asyncio.start_server(self._welcome, sock=self._listener)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in list(self._open):
            writer.close()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            async with asyncio.timeout(LONGEST_SIGN_IN):
                signed_in = await self._sign_in(reader, writer)
            if signed_in is not None:
                await relay(reader, writer, *signed_in)
        except Refusal as told:
            writer.write(error(told.state, str(told)))
            with contextlib.suppress(OSError):
                await writer.drain()
        except (OSError, EOFError, TimeoutError, ssl.SSLError, asyncio.IncompleteReadError):
            pass  # the client has gone
        except Exception as unforeseen:  # noqa: BLE001  the client gets to know, and the emulator goes on
            writer.write(error(BROKEN, f"the emulator can't do this: {type(unforeseen).__name__}"))
            traceback.print_tb(unforeseen.__traceback__)
        finally:
            self._open.discard(writer)
            writer.close()

    async def _sign_in(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The connection to the server; None if there is nothing to pass on."""
        tls = False
        while True:
            code, body = await _first(reader)
            if code == TLS and not tls:
                context = await self._in_thread(self._context, self._entrance.address)
                # Nothing may wait in between: what the client sends next must find TLS there.
                writer.write(b"S")
                await writer.start_tls(context)
                tls = True
            elif code in (TLS, GSS):
                writer.write(b"N")
            else:
                break
        if code == CANCEL:
            await self._cancel(body)
            return None
        if code >> 16 != VERSION_3 >> 16:
            raise Refusal("0A000", f"unsupported frontend protocol {code >> 16}.{code & 0xFFFF}")
        given = parameters_of(body)
        user = given.get("user", "")
        database = given.get("database") or user
        if not user:
            raise Refusal(NO_ACCESS, "no PostgreSQL user name specified in startup packet")
        target = await self._in_thread(self._target)
        if target.needs_tls and not tls:
            raise Refusal(
                NO_ACCESS,
                f'no pg_hba.conf entry for host "127.0.0.1", user "{user}", '
                f'database "{database}", no encryption',
            )
        if user == ADMINISTRATOR or user.startswith("pg_"):
            raise Refusal(NO_ACCESS, f'pg_hba.conf rejects connection for user "{user}"')
        if target.users is not None and user not in target.users:
            raise Refusal(
                NO_ACCESS,
                f"This RDS proxy has no credentials for the role {user}. "
                "Check the credentials for this role and try again.",
            )
        if target.read_only:
            read_only = "-c default_transaction_read_only=on"
            given["options"] = f"{given.get('options', '')} {read_only}".strip()
        by_token = target.tokens_only or await self._in_thread(_signs_in_by_token, target.server, user)
        if not by_token:
            inner = await asyncio.open_connection("127.0.0.1", target.server.port)
        else:
            await self._check_token(target, user, reader, writer)
            inner = await asyncio.open_unix_connection(str(target.server.socket))
        inner[1].write(startup(given))
        return inner

    async def _check_token(
        self, target: Target, user: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(message(b"R", struct.pack("!I", 3)))
        await writer.drain()
        kind, size = struct.unpack("!cI", await reader.readexactly(5))
        if kind != b"p" or not 4 < size < _LARGEST_TOKEN:
            raise Refusal(NO_ACCESS, "a password was expected")
        token = (await reader.readexactly(size - 4)).rstrip(b"\0").decode("utf-8", "replace")
        owner, hosts = self._entrance.owner, self._entrance.hosts
        whom = {"account": owner.account, "region": owner.region, "resource": owner.id}
        check = partial(refusal, token, user=user, hosts=hosts, **whom)
        why = (
            await self._in_thread(check)
            if target.takes_tokens
            else "IAM database authentication is not enabled"
        )
        if why is not None:
            raise Refusal(WRONG_PASSWORD, f'PAM authentication failed for user "{user}": {why}')

    def _target(self) -> Target:
        """Where this connection leads, with its server running. Raises Refusal."""
        try:
            target = self._resolve()
            target.server.ensure(target.wanted)
        except (Unavailable, OSError, PgError) as why:
            raise Refusal(NOT_NOW, f"the database can't be reached: {why}") from why
        return target

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)

    async def _cancel(self, body: bytes) -> None:
        """Passes on a request to cancel a statement, which comes by a connection of its own."""
        target = await self._in_thread(self._target)
        _, writer = await asyncio.open_connection("127.0.0.1", target.server.port)
        writer.write(message(b"", struct.pack("!I", CANCEL) + body))
        await writer.drain()
        writer.close()


def _signs_in_by_token(server: Server, user: str) -> bool:
    with server.administer() as connection:
        return connection.query(SIGNS_IN_BY_TOKEN, [(25, user)]).rows == [["t"]]


async def _first(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """A message without a kind: its code and the rest."""
    size, code = struct.unpack("!II", await reader.readexactly(8))
    if not 8 <= size <= _LARGEST_STARTUP:
        raise EOFError
    return code, await reader.readexactly(size - 8)


async def relay(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    inner_reader: asyncio.StreamReader,
    inner_writer: asyncio.StreamWriter,
) -> None:
    """Passes on what both sides send, until one of them ends."""
    for one in (writer, inner_writer):
        found = one.get_extra_info("socket")
        if found is not None and found.family == socket.AF_INET:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    ways = [
        asyncio.ensure_future(_pump(reader, inner_writer)),
        asyncio.ensure_future(_pump(inner_reader, writer)),
    ]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        inner_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
