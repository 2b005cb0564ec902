"""Runs the local command of an ECS task as a process, with the container's variables, secrets and log.

The emulator has no containers. A container definition may say, in a label, what runs here instead: a
command, and the small scripts it is for. They come with the label, so that whoever starts a task gets at no
file of this machine.
"""

import base64
import gzip
import json
import os
import re
import shutil
import threading
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from moto.backends import get_backend
from moto.core.utils import unix_time_millis

from emulator.access import credentials
from emulator.lock import locked
from emulator.permissions import containers
from emulator.permissions.resources import Place

from . import private_names, sandbox
from . import sandbox_server as inside

LABEL = "plumbline.local"

LONGEST = 6 * 3600.0
"""Seconds after which the command of a task that runs once is ended."""

_RUNNER = Path(__file__).with_name("run_task.py")
_MOST_LINES = 10_000
"""Lines that a log stream keeps: services print as long as they run, and all of it is in memory."""

_LAST_LINES = 5
"""Lines that tell why a container ended."""


class NotStarted(Exception):
    """The container can't be started; the reason is ECS's."""


@dataclass(frozen=True)
class Container:
    """A container of a task: its definition, and where it is."""

    definition: dict[str, Any]
    account: str
    region: str
    task: str
    """The id of the task."""
    ports: dict[int, int] = field(default_factory=dict)
    """Ports of this machine, by those of the container."""
    role: str | None = None
    """ARN of the role of its application; without one it has no credentials."""
    execution_role: str | None = None
    """ARN of the role with which ECS reads its secrets and writes its log."""


def local_of(definition: dict[str, Any]) -> dict[str, Any] | None:
    """The command and files in a container definition; None if there are none."""
    text = (definition.get("dockerLabels") or {}).get(LABEL)
    return json.loads(text) if text else None


class Running:
    """A command that runs in threads of its own. What becomes of it is told without the lock."""

    def __init__(
        self,
        container: Container,
        ended: Callable[[int], None],
        told: Callable[[dict[str, Any]], None] = lambda _said: None,
        longest: float | None = LONGEST,
    ):
        self._container = container
        self._ended, self._told, self._longest = ended, told, longest
        local = local_of(container.definition) or {}
        self._command: list[str] = local["command"]
        place = Place(container.account, container.region)
        if reason := containers.refusal(
            container.definition, container.execution_role, container.task, place
        ):
            raise NotStarted(reason)
        self._environment = environment_of(container)
        self._folder = _unpacked(local["files"])
        self._asking, self._ask = os.pipe()
        self._stopping = threading.Lock()
        self._lines = _Lines(container)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Starts the threads."""
        self._thread.start()

    def stop(self) -> None:
        """Asks the command to end."""
        with self._stopping:
            if self._ask >= 0:
                os.close(self._ask)
                self._ask = -1

    def wait(self, seconds: float) -> None:
        """Waits for its end."""
        self._thread.join(seconds)

    @property
    def last_lines(self) -> list[str]:
        """What the command has printed last."""
        return list(self._lines.last)

    def _run(self) -> None:
        folder = str(self._folder) if sandbox.sandbox().refusal else inside.TASK
        grace = float(self._container.definition.get("stopTimeout") or 30)
        call = {"command": self._command, "folder": folder, "grace": grace, "check": _check(self._container)}
        with self._stopping:
            if self._ask >= 0:
                os.write(self._ask, json.dumps(call).encode() + b"\n")
        said, saying = os.pipe()
        exits: list[int] = []
        told = threading.Thread(target=self._listen, args=(said, exits), daemon=True)
        self._lines.start()
        told.start()
        program = sandbox.Program(_RUNNER, self._environment, self._folder)
        # As long as these are open somewhere, what is read is not over.
        with (
            os.fdopen(self._asking, "rb") as request,
            self._lines.written as log,
            os.fdopen(saying, "wb") as result,
        ):
            try:
                code = sandbox.run(program, sandbox.Files(request, log, result), self._longest)
            except sandbox.Refused as reason:
                log.write(f"{reason}\n".encode())
                code = 126
        told.join(_LONGEST_END)
        self._lines.join(_LONGEST_END)
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._ended(exits[0] if exits else code or 137)

    def _listen(self, said: int, exits: list[int]) -> None:
        with os.fdopen(said, encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                if "exitCode" in told:
                    exits.append(told["exitCode"])
                else:
                    self._told(told)


_LONGEST_END = 5.0
"""Seconds to wait for what an ended command has printed: without a sandbox, what it left behind may go on."""


def _check(container: Container) -> dict[str, Any] | None:
    """The health check of a container, with Docker's defaults; its ports are those of this machine."""
    check = container.definition.get("healthCheck")
    if not check or check["command"][:1] == ["NONE"]:
        return None
    kind, *words = check["command"]
    for port, local in container.ports.items():
        words = [re.sub(rf"\b(localhost|127\.0\.0\.1):{port}\b", rf"\1:{local}", word) for word in words]
    return {
        "command": ["/bin/sh", "-c", words[0]] if kind == "CMD-SHELL" else words,
        "interval": check.get("interval") or 30,
        "timeout": check.get("timeout") or 5,
        "retries": check.get("retries") or 3,
        "startPeriod": check.get("startPeriod") or 0,
    }


class _Lines(threading.Thread):
    """Writes what a command prints to its log group while it runs, if there is such a group."""

    def __init__(self, container: Container):
        super().__init__(daemon=True)
        self._container = container
        reading, writing = os.pipe()
        self._read: IO[bytes] = os.fdopen(reading, "rb", buffering=0)
        self.written: IO[bytes] = os.fdopen(writing, "wb", buffering=0)
        self.last: deque[str] = deque(maxlen=_LAST_LINES)
        options = (container.definition.get("logConfiguration") or {}).get("options") or {}
        self._group = options.get("awslogs-group")
        prefix = options.get("awslogs-stream-prefix")
        self._stream = f"{prefix}/{container.definition['name']}/{container.task}"

    def run(self) -> None:
        rest = b""
        with self._read as file:
            while new := file.read(1 << 16):
                *lines, rest = (rest + new).split(b"\n")
                self.add([line.decode(errors="replace") for line in lines])
        self.add([rest.decode(errors="replace")])

    def add(self, lines: list[str]) -> None:
        """Writes lines; empty ones are none to CloudWatch Logs."""
        now = int(unix_time_millis())
        events = [{"timestamp": now, "message": line} for line in lines if line.strip()]
        if not events:
            return
        self.last.extend(line for line in lines if line.strip())
        with locked():
            logs: Any = get_backend("logs")[self._container.account][self._container.region]
            if self._group not in logs.groups:
                return
            logs.ensure_log_stream(self._group, self._stream)
            logs.put_log_events(self._group, self._stream, events)
            kept = logs.groups[self._group].streams[self._stream].events
            if len(kept) > _MOST_LINES:
                del kept[: -_MOST_LINES // 2]


def environment_of(container: Container) -> dict[str, str]:
    """The variables of a container, its secrets among them, and those by which it finds the emulator."""
    definition = container.definition
    sandboxed = not sandbox.sandbox().refusal
    path = sandbox.search_path()
    own = {
        "AWS_REGION": container.region,
        "AWS_DEFAULT_REGION": container.region,
        **(credentials.of_role(container.role, container.task, container.region) if container.role else {}),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        "AWS_EXECUTION_ENV": "AWS_ECS_FARGATE",
        "PATH": f"{path}:{inside.PYTHON}/bin" if sandboxed else path,
        "TZ": ":UTC",
        **sandbox.python_settings(),
    }
    plain = {one["name"]: str(one["value"]) for one in definition.get("environment") or []}
    secrets = {one["name"]: _secret(one["valueFrom"], container) for one in definition.get("secrets") or []}
    all_of_them = own | plain | secrets | _ports(container, plain)
    return private_names.resolved(all_of_them, container.account, container.region)


def _ports(container: Container, plain: dict[str, str]) -> dict[str, str]:
    """Where the command must listen: in AWS each task has its ports for itself, here all share a machine."""
    if not container.ports:
        return {}
    first, *_ = container.ports.values()
    each = {f"PORT_{port}": str(local) for port, local in container.ports.items()}
    return {"HOST": plain.get("HOST", "127.0.0.1"), "PORT": str(first), **each}


_SECRET = re.compile(r"(arn:[\w-]+:secretsmanager:[\w-]*:\d*:secret:[^:]+)(?::([^:]*):[^:]*:[^:]*)?")


def _secret(reference: str, container: Container) -> str:
    """The value of a secret or parameter. Raises NotStarted, as ECS starts no container without it."""
    reason = f"ResourceInitializationError: unable to pull secrets or registry auth: {reference}"
    backend: Any
    try:
        if found := _SECRET.fullmatch(reference):
            backend = get_backend("secretsmanager")[container.account][container.region]
            text = str(backend.get_secret_value(found[1], None, None)["SecretString"])
            return str(json.loads(text)[found[2]]) if found[2] else text
        backend = get_backend("ssm")[container.account][container.region]
        name = reference.split(":parameter", 1)[-1] if reference.startswith("arn:") else reference
        return str(backend.get_parameter(name).response_object(decrypt=True)["Value"])
    except Exception as error:
        raise NotStarted(f"{reason}: {error}") from error


def _unpacked(packed: str) -> Path:
    """A folder of its own with the files of a label. Raises NotStarted for a path that leads out of it."""
    sandbox.CODE.mkdir(exist_ok=True)
    folder = sandbox.CODE / f"task-{uuid.uuid4().hex}"
    folder.mkdir()
    files = json.loads(gzip.decompress(base64.b64decode(packed)))
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise NotStarted(f"CannotCreateContainerError: {name} is no path within a folder")
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(base64.b64decode(content))
    return folder
