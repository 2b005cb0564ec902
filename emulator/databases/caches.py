"""Valkey or Redis behind the emulated ElastiCache, with the server that is found on the PATH.

A server listens on a socket of its own only. Its address, where clients connect, ends TLS and passes the rest
on. What is stored is in memory, and goes with the server.
"""

import asyncio
import contextlib
import functools
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .addresses import listeners
from .binaries import KEEPER, Unavailable
from .certificates import authority
from .front import event_loop, relay
from .server import socket_folder

LONGEST_START = 30.0
_ADMINISTRATOR = "plumbline"
_WITHHELD = (
    *("acl", "bgrewriteaof", "bgsave", "config", "debug", "failover", "migrate", "module", "psync"),
    *("replicaof", "save", "shutdown", "slaveof", "sync"),
)
"""Commands that ElastiCache does not have: it does itself what they are for.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
"""


@functools.cache
def program() -> str | None:
    """The server's path; None without one."""
    return shutil.which("valkey-server") or shutil.which("redis-server")


@dataclass(frozen=True)
class Settings:
    """What ElastiCache says of a cache."""

    tokens: tuple[str, ...]
    """Those that are valid; none: everybody is let in."""
    policy: str
    """maxmemory-policy."""


class CacheServer:
    """One server. It is started by the first who connects."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._applied: Settings | None = None
        self._password = secrets.token_hex(32)
        self._lock = threading.Lock()

    @property
    def socket(self) -> Path:
        """Where it listens."""
        assert self._folder is not None
        return self._folder / "cache.sock"

    def ensure(self, settings: Settings) -> None:
        """Starts it if it does not run, and brings it to what ElastiCache says. Raises Unavailable."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            if settings != self._applied:
                self._bring_to(settings)
                self._applied = settings

    def stop(self) -> None:
        """Ends it."""
        with self._lock:
            if self._process is not None and self._process.stdin is not None:
                with contextlib.suppress(OSError):
                    self._process.stdin.close()
                self._process.wait()
            self._process = None

    def _start(self) -> None:
        if (found := program()) is None:
            raise Unavailable("no valkey-server or redis-server is on the PATH")
        self._folder, self._applied = socket_folder(), None
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": str(self._folder),
            "maxmemory": "64mb",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(KEEPER), str(self._folder.parent), found, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        giving_up = time.monotonic() + LONGEST_START
        while True:
            with contextlib.suppress(OSError):
                rights = ["on", f">{self._password}", "~*", "&*", "+@all"]
                self._ask([["ACL", "SETUSER", _ADMINISTRATOR, *rights]], signed_in=False)
                return
            if self._process.poll() is not None or time.monotonic() > giving_up:
                raise Unavailable(f"{found} did not start")
            time.sleep(0.02)

    def _bring_to(self, settings: Settings) -> None:
        passwords = [f">{token}" for token in settings.tokens] or ["nopass"]
        rights = ["~*", "&*", "+@all", *(f"-{name}" for name in _WITHHELD)]
        self._ask(
            [
                ["CONFIG", "SET", "maxmemory-policy", settings.policy],
                ["ACL", "SETUSER", "default", "reset", "on", *passwords, *rights],
            ]
        )

    def _ask(self, commands: list[list[str]], *, signed_in: bool = True) -> None:
        """Sends commands that answer OK. Raises Unavailable."""
        first = [["AUTH", _ADMINISTRATOR, self._password]] if signed_in else []
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(LONGEST_START)
            client.connect(str(self.socket))
            for command in [*first, *commands]:
                parts = [part.encode() for part in command]
                head = f"*{len(parts)}\r\n".encode()
                client.sendall(head + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts))
                if not (answer := client.recv(4096)).startswith(b"+OK"):
                    raise Unavailable(f"{command[0]}: {answer.decode(errors='replace').strip()}")


@dataclass(frozen=True)
class Place:
    """A replication group, and the role of an address."""

    account: str
    region: str
    name: str


class _Entrance:
    """An address of a cache."""

    def __init__(self, listener: socket.socket, server: CacheServer, says: Callable[[], Settings], tls: bool):
        self.address, self.port = listener.getsockname()[:2]
        self.tls = tls
        self._server = server
        self._says = says
        self._context: ssl.SSLContext | None = authority().context(self.address) if tls else None
        self._open: set[asyncio.StreamWriter] = set()
        self._serving = asyncio.run_coroutine_threadsafe(self._serve(listener), event_loop()).result(60)

    async def _serve(self, listener: socket.socket) -> asyncio.Server:
        return await asyncio.start_server(self._welcome, sock=listener, ssl=self._context)

    def close(self) -> None:
        """Closes it: when it returns, the address is free."""
        asyncio.run_coroutine_threadsafe(self._close(), event_loop()).result(60)

    async def _close(self) -> None:
        self._serving.close()
        for writer in list(self._open):
            writer.close()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            await asyncio.get_running_loop().run_in_executor(None, self._ready)
            await relay(reader, writer, *await asyncio.open_unix_connection(str(self._server.socket)))
        except Unavailable as why:
            writer.write(f"-ERR the cache can't be reached: {why}\r\n".encode())
        except OSError:
            pass  # the client has gone
        finally:
            self._open.discard(writer)
            writer.close()

    def _ready(self) -> None:
        self._server.ensure(self._says())


@dataclass
class Caches:
    """All of them. Methods are called with the emulator's lock held, but for `end`."""

    servers: dict[Place, CacheServer] = field(default_factory=dict)
    entrances: dict[tuple[Place, str], _Entrance] = field(default_factory=dict)
    tokens: dict[Place, list[str]] = field(default_factory=dict)
    """Valid ones by cache, the newest first."""

    def address(
        self, place: Place, role: str, port: int, *, tls: bool, says: Callable[[], Settings]
    ) -> str | None:
        """The address of a cache, opened by the first call; None if none can be opened here."""
        if program() is None:
            return None
        known = self.entrances.get((place, role))
        if known is not None:
            return str(known.address)
        server = self.servers.setdefault(place, CacheServer())
        text = "/".join((place.account, place.region, "cache", role, place.name))
        for listener in listeners(text, port):
            self.entrances[place, role] = _Entrance(listener, server, says, tls)
            return str(self.entrances[place, role].address)
        return None

    def forget(self, place: Place) -> None:
        """Closes and ends a cache that is deleted."""
        for key in [key for key in self.entrances if key[0] == place]:
            self.entrances.pop(key).close()
        self.tokens.pop(place, None)
        if (server := self.servers.pop(place, None)) is not None:
            threading.Thread(target=server.stop, daemon=True).start()

    def end(self) -> None:
        """Ends all servers."""
        for server in self.servers.values():
            server.stop()


CACHES = Caches()
"""Of this process."""
