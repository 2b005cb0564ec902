"""One PostgreSQL server with its data. It is started by the first who needs it."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from . import backups
from .binaries import ADMINISTRATOR, Postgres, Unavailable, own_folder, postgres, template
from .roles import ROLES, identifier, literal
from .wire import Connection, PgError

LONGEST_START = 60.0
"""Seconds until a server has to accept connections; it takes a quarter of one, unless the machine is busy."""

_SETTINGS = {
    "shared_buffers": "16MB",
    "max_connections": "100",
    "wal_level": "replica",
    # A server that is restored need not have the settings that its origin had.
    "hot_standby": "off",
    "min_wal_size": "8MB",
    "max_wal_size": "64MB",
    "wal_keep_size": "64MB",
    # The emulator's account is gone after a crash of the machine, the only thing that fsync is for.
    "fsync": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
}

_UNLOGGED = "-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic"
"""The superuser's statements have passwords in them."""

_ACCESS = """\
# Written by the emulator. The socket lies in a folder of its own that nobody else can open.
local all all trust
host all {administrator} all reject
host all all 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Wanted:
    """What RDS says of a server."""

    user: str
    """The master user."""
    password: str
    database: str
    """The database made with the server; empty for none but `postgres`."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Of its parameter groups."""


class Server:
    """A server and the folder that holds its data. All methods may be called by any thread."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.data = folder / "data"
        self.archive = folder / "archive"
        self.port = 0
        """On 127.0.0.1, for passwords; 0 while it does not run."""
        self._applied: Wanted | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None
        self._lock = threading.RLock()
        self._deleted = False

    @property
    def made(self) -> bool:
        """Whether there is data: a server that nobody has used has none yet."""
        return self.data.exists()

    @property
    def socket(self) -> Path:
        """Its socket, which trusts whoever can open it: only the emulator can."""
        assert self._sockets is not None
        return self._sockets / f".s.PGSQL.{self.port}"

    def ensure(self, wanted: Wanted) -> None:
        """Starts it if it does not run, and brings it to what RDS says. Raises Unavailable."""
        with self._lock:
            if self._deleted:
                raise Unavailable("it has been deleted")
            if self._process is None or self._process.poll() is not None:
                self._applied = None
                self._start(postgres())
            if wanted != self._applied:
                self._bring_to(wanted)
                self._applied = wanted

    def connect(self, user: str, database: str, options: str = "") -> Connection:
        """A connection as any user, without a password. Raises PgError."""
        return Connection(self.socket, user, database, options)

    def administer(self, database: str = "postgres") -> "contextlib.closing[Connection]":
        """A connection as the superuser."""
        return contextlib.closing(self.connect(ADMINISTRATOR, database, _UNLOGGED))

    def back_up(self, target: Path) -> None:
        """Copies its data as of now into a new folder, from which another server can start."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                backups.copy(self.data, target)
                return
            with self.administer() as connection:
                backups.take(connection, self.data, target)

    def begin_from(self, source: Path) -> None:
        """Takes over a folder that `back_up` has made, before its first start."""
        with self._lock:
            own_folder(self._folder)
            backups.copy(source, self.data)
            backups.copy(source, self._folder / "base")

    def begin_as_of(self, other: "Server", at: datetime) -> None:
        """Takes over what another server, whose archive is complete, held at a time, before its start."""
        with self._lock:
            self.begin_from(other.base())
            self._origin.mkdir(mode=0o755)
            for archive in (other._origin, other.archive):
                if archive.exists():
                    backups.add(archive, self._origin)
            backups.recover(self.data, at)

    @property
    def _origin(self) -> Path:
        return self._folder / "origin"

    def base(self) -> Path:
        """What it was made from: there its archive begins."""
        base = self._folder / "base"
        return base if base.exists() else template(postgres())

    def complete_archive(self) -> None:
        """Brings its archive up to now."""
        with self._lock, self.administer() as connection:
            # A transaction after the wanted time shows where that time ends.
            connection.script("SELECT txid_current()")
            last = connection.query("SELECT pg_walfile_name(pg_switch_wal())").rows[0][0]
        giving_up = time.monotonic() + LONGEST_START
        while not (self.archive / str(last)).exists():
            if time.monotonic() > giving_up:
                raise Unavailable("its archive can't be completed")
            time.sleep(0.02)

    def stop(self) -> None:
        """Ends it, and waits until it has ended."""
        with self._lock:
            if self._process is None:
                return
            assert self._process.stdin is not None
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            self._process.wait()
            self._process, self.port, self._applied = None, 0, None

    def delete(self) -> None:
        """Ends it and removes its data."""
        with self._lock:
            self._deleted = True
            self.stop()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self, found: Postgres) -> None:
        if not self._folder.exists():
            own_folder(self._folder)
        if not self.data.exists():
            backups.copy(template(found), self.data)
        if not self.archive.exists():
            own_folder(self.archive)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.data / "pg_hba.conf").write_text(_ACCESS.format(administrator=ADMINISTRATOR))
        self._sockets = socket_folder()
        self.port = _free_port()
        settings = _SETTINGS | {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self._sockets),
            "archive_mode": "on",
            "archive_command": "cp %p ../archive/%f",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                found.command(self._sockets.parent, "postgres", "-D", str(self.data), *options),
                env=found.environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        giving_up = time.monotonic() + LONGEST_START
        while True:
            with contextlib.suppress(OSError, PgError), self.administer() as connection:
                if connection.query("SELECT pg_is_in_recovery()").rows == [["f"]]:
                    return
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > giving_up:
                self.stop()
                raise Unavailable(f"PostgreSQL did not start: {self._last_words()}")
            time.sleep(0.02)

    def _last_words(self) -> str:
        lines = (self._folder / "server.log").read_text(errors="replace").strip().splitlines()
        told = [line for line in lines if "FATAL" in line or "PANIC" in line or "rror" in line]
        return (told or lines or ["it says nothing"])[-1]

    def _bring_to(self, wanted: Wanted) -> None:
        with self.administer() as connection:
            connection.script(ROLES)
            user = identifier(wanted.user)
            exists = connection.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [(25, wanted.user)]).rows
            if not exists:
                connection.script(f"CREATE ROLE {user} LOGIN CREATEDB CREATEROLE")
                connection.script(f"GRANT rds_superuser TO {user}")
            connection.script(f"ALTER ROLE {user} PASSWORD {literal(wanted.password)}")
            named = connection.query(
                "SELECT 1 FROM pg_database WHERE datname = $1", [(25, wanted.database)]
            ).rows
            if wanted.database and not named and not exists:
                connection.script(f"CREATE DATABASE {identifier(wanted.database)} OWNER {user}")
            self._set(connection, wanted.parameters)

    def _set(self, connection: Connection, parameters: tuple[tuple[str, str], ...]) -> None:
        """Applies parameters that PostgreSQL itself has; RDS's own and its formulas mean nothing to it."""
        connection.script("ALTER SYSTEM RESET ALL")
        for name, value in parameters:
            if "{" in value or name in _SETTINGS or name.startswith(("rds.", "apg_", "aurora_")):
                continue
            with contextlib.suppress(PgError):
                connection.script(f"ALTER SYSTEM SET {identifier(name)} = {literal(value)}")
        connection.script("SELECT pg_reload_conf()")


def socket_folder() -> Path:
    """A folder with a short path: a socket's has 107 characters at most."""
    inner = f"s{os.getpid()}"
    for place in (tempfile.gettempdir(), "/tmp"):
        if len(place) < 60:
            made = Path(tempfile.mkdtemp(prefix="plumbline-pg-", dir=place), inner)
            own_folder(made)
            return made
    raise Unavailable(f"the path {tempfile.gettempdir()} is too long for a socket")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
