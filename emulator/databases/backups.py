"""Copies of a server's data: of a running one as PostgreSQL's low-level interface for backups takes them.

RDS's snapshots are copies of the storage as well, not dumps: a restored server has the same roles and
databases.
https://www.postgresql.org/docs/16/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
"""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from .binaries import own_folder
from .roles import literal
from .wire import Connection

_OWN = {"postmaster.pid", "postmaster.opts", "pg_wal", "pg_stat_tmp", "pg_dynshmem"}
"""What a copy does not take over from a running server; pg_wal comes last."""


def copy(source: Path, target: Path) -> None:
    """Copies a folder with owners and modes, from a server that does not run."""
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-Rp", str(source), str(target)], check=True, stdin=subprocess.DEVNULL)


def add(source: Path, target: Path) -> None:
    """Copies what a folder holds into another one."""
    subprocess.run(["cp", "-Rp", f"{source}/.", str(target)], check=True, stdin=subprocess.DEVNULL)


def take(connection: Connection, data: Path, target: Path) -> None:
    """Copies the data of a running server. The connection is the superuser's."""
    shutil.rmtree(target, ignore_errors=True)
    own_folder(target)
    connection.query("SELECT pg_backup_start('emulator', true)")
    parts = [str(place) for place in data.iterdir() if place.name not in _OWN]
    # A file that goes while it is copied is what the log of the copy repairs.
    subprocess.run(
        ["cp", "-Rp", *parts, str(target)],
        check=False,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for name in ("pg_stat_tmp", "pg_dynshmem"):
        own_folder(target / name)
    label = connection.query("SELECT labelfile FROM pg_backup_stop(false)").rows[0][0] or ""
    _write(target / "backup_label", label)
    copy(data / "pg_wal", target / "pg_wal")


def recover(data: Path, at: datetime) -> None:
    """Lets a server begin with a backup and go on until a time, by the archive `origin` beside the data."""
    moment = at.astimezone(UTC).isoformat(sep=" ")
    settings = {
        "restore_command": "cp ../origin/%f %p",
        "recovery_target_time": moment,
        "recovery_target_action": "promote",
    }
    lines = "".join(f"{name} = {literal(value)}\n" for name, value in settings.items())
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write(lines)
    _write(data / "recovery.signal", "")


def _write(place: Path, text: str) -> None:
    place.write_text(text)
    if os.geteuid() == 0:
        os.chown(place, 65534, 65534)
    place.chmod(0o600)
