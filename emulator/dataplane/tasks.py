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
import tempfile
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from moto.backends import get_backend
from moto.core.utils import unix_time_millis

from emulator.access import credentials
from emulator.lock import locked
from emulator.permissions import containers
from emulator.permissions.resources import Place

from . import sandbox
from . import sandbox_server as inside

LABEL = "plumbline.local"
STOP = ".plumbline-stop"
"""The file in a task's folder that ends it."""

LONGEST = 6 * 3600.0
"""Seconds after which a command is ended."""

_RUNNER = Path(__file__).with_name("run_task.mjs")
_LOOK = 0.3
"""Seconds between two looks for new lines of the log."""


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
    role: str | None = None
    """ARN of the role of its application; without one it has no credentials."""
    execution_role: str | None = None
    """ARN of the role with which ECS reads its secrets and writes its log."""


def local_of(definition: dict[str, Any]) -> dict[str, Any] | None:
    """The command and files in a container definition; None if there are none."""
    text = (definition.get("dockerLabels") or {}).get(LABEL)
    return json.loads(text) if text else None


class Running:
    """A command that runs in a thread of its own; `ended` is called with its exit code, without the lock."""

    def __init__(self, container: Container, ended: Callable[[int], None]):
        self._container = container
        self._ended = ended
        local = local_of(container.definition) or {}
        self._command: list[str] = local["command"]
        place = Place(container.account, container.region)
        if reason := containers.refusal(
            container.definition, container.execution_role, container.task, place
        ):
            raise NotStarted(reason)
        self._environment = environment_of(container)
        self._folder = _unpacked(local["files"])
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Asks the command to end."""
        with suppress(FileNotFoundError):  # it has just ended
            (self._folder / STOP).touch()

    def _run(self) -> None:
        folder = str(self._folder) if sandbox.sandbox().refusal else inside.TASK
        call = {"command": self._command, "folder": folder, "stop": STOP}
        with (
            tempfile.TemporaryFile() as result,
            tempfile.TemporaryFile() as log,
            tempfile.TemporaryFile() as request,
        ):
            request.write(json.dumps(call).encode())
            request.seek(0)
            lines = _Lines(self._container, log)
            lines.start()
            program = sandbox.Program(_RUNNER, self._environment, self._folder)
            try:
                code = sandbox.run(program, sandbox.Files(request, log, result), LONGEST)
            except sandbox.Refused as reason:
                lines.add([str(reason)])
                code = 126
            result.seek(0)
            text = result.read().decode()
            lines.finish()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._ended(json.loads(text)["exitCode"] if text else code or 137)


class _Lines(threading.Thread):
    """Writes what a command prints to its log group while it runs, if there is such a group."""

    def __init__(self, container: Container, file: IO[bytes]):
        super().__init__(daemon=True)
        self._container = container
        self._file = file
        self._read = 0
        self._rest = b""
        self._over = threading.Event()
        options = (container.definition.get("logConfiguration") or {}).get("options") or {}
        self._group = options.get("awslogs-group")
        prefix = options.get("awslogs-stream-prefix")
        self._stream = f"{prefix}/{container.definition['name']}/{container.task}"

    def run(self) -> None:
        while not self._over.wait(_LOOK):
            self._look()

    def finish(self) -> None:
        """Writes the rest."""
        self._over.set()
        self.join()
        self._look()
        if self._rest:
            self.add([self._rest.decode(errors="replace")])

    def _look(self) -> None:
        # The command writes at the file's own place.
        new = os.pread(self._file.fileno(), 1 << 24, self._read)
        self._read += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        self.add([line.decode(errors="replace") for line in lines])

    def add(self, lines: list[str]) -> None:
        """Writes lines; empty ones are none to CloudWatch Logs."""
        events = [{"timestamp": int(unix_time_millis()), "message": line} for line in lines if line]
        if not events:
            return
        with locked():
            logs: Any = get_backend("logs")[self._container.account][self._container.region]
            if self._group not in logs.groups:
                return
            logs.ensure_log_stream(self._group, self._stream)
            logs.put_log_events(self._group, self._stream, events)


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
    return own | plain | secrets


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
