"""Runs Lambda functions (Node, Python) and CloudFront functions without access to the developer's files.

On Linux the sandbox consists of namespaces (see sandbox_server.py), if the system allows them to the user.
Elsewhere functions run as the user, with a home and a temporary folder of their own. The emulator tries the
sandbox once, at its start; /_plumbline/health and `plumb doctor` report the result. If the sandbox fails
later, the call fails: no function then runs outside of it.
"""

import inspect
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import botocore

from . import sandbox_server as inside

Refused = inside.Refused
_HERE = Path(__file__).parent
_SERVER = _HERE / "sandbox_server.py"
_PROJECT = Path(__file__).parents[2]
NODE_MODULES = _PROJECT.parent if _PROJECT.parent.name == "node_modules" else _PROJECT / "node_modules"
"""What npm has installed: for this project, or, with it, for the project of a package's user."""

_RUNNERS = "/var/runtime"

_PLACE = tempfile.TemporaryDirectory(prefix="plumbline-functions-")
CODE = Path(_PLACE.name, "code")
"""The folder of all unpacked packages, one folder each."""

_FURTHER: list[Callable[[], dict[str, str]]] = []

LONGEST_PROBE = 30.0
"""Seconds that its start and trial may take. They take a tenth of a second on an idle machine."""


@dataclass(frozen=True)
class Program:
    """A runner of this folder (for Node or for Python), with its environment and limits."""

    runner: Path
    environment: dict[str, str]
    code: Path | None = None
    """A folder of CODE."""
    layers: Path | None = None
    """Another one, with what layers bring."""
    network: bool = True
    space: int = 512
    """MiB of temporary files. Without a sandbox there is no limit."""


@dataclass(frozen=True)
class Files:
    """The standard input, the output and the result of a program."""

    request: IO[bytes]
    log: IO[bytes]
    result: IO[bytes]


def node() -> str | None:
    """The path of Node: the one that runs plumb, else the one on PATH; None without one."""
    return os.environ.get("PLUMBLINE_NODE") or shutil.which("node")


_PYTHON = Path(os.path.realpath(sys.executable))
_SYSTEM_PYTHON = sys.base_prefix == "/usr"
_SITE = Path(inspect.getfile(botocore)).parents[1]
_SDK = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")


def python_settings() -> dict[str, str]:
    """The variables that functions in Python need: AWS's SDK, as in Lambda, and Python's own library."""
    if sandbox().refusal:
        return {"PYTHONPATH": str(_SITE)}
    own = {} if _SYSTEM_PYTHON else {"LD_LIBRARY_PATH": f"{inside.PYTHON}/lib"}
    return {"PYTHONPATH": inside.PACKAGES} | own


def _interpreter(runner: Path, sandboxed: bool) -> list[str]:
    """The program that runs a runner, with its options: Python writes at once, and no compiled code."""
    if runner.suffix == ".mjs":
        return [inside.NODE if sandboxed else node() or "node"]
    if not sandboxed or _SYSTEM_PYTHON:
        return [str(_PYTHON), "-u", "-B", "-s"]
    return [f"{inside.PYTHON}/bin/{_PYTHON.name}", "-u", "-B", "-s"]


def task_root(code: Path) -> str:
    """LAMBDA_TASK_ROOT: the folder of the code as the function sees it."""
    return str(code) if sandbox().refusal else inside.TASK


def layers_root(layers: Path) -> str:
    """The folder of the layers as the function sees it."""
    return str(layers) if sandbox().refusal else inside.LAYERS


def search_path() -> str:
    """PATH as the function sees it."""
    return os.environ.get("PATH", "") if sandbox().refusal else "/var/lang/bin:/usr/local/bin:/usr/bin:/bin"


def run(program: Program, files: Files, timeout: float | None) -> int | None:
    """Runs a program and kills it with its children; its exit code, or None after the timeout, in seconds."""
    here = sandbox()
    return _run_as_developer(program, files, timeout) if here.refusal else here.run(program, files, timeout)


def _run_as_developer(program: Program, files: Files, timeout: float | None) -> int | None:
    with tempfile.TemporaryDirectory(prefix="call-", dir=_PLACE.name, ignore_cleanup_errors=True) as own:
        process = subprocess.Popen(
            [*_interpreter(program.runner, False), str(program.runner), str(files.result.fileno())],
            cwd=program.code or own,
            env={"HOME": own, "TMPDIR": own} | program.environment,
            stdin=files.request,
            stdout=files.log,
            stderr=files.log,
            pass_fds=[files.result.fileno()],
            start_new_session=True,
        )
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


@dataclass
class Sandbox:
    """The sandbox server of this process. `refusal` is the reason if it could not start, else empty."""

    refusal: str = ""
    _server: socket.socket | None = None
    _sending: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def start(cls) -> "Sandbox":
        """Starts the server and runs Node in it once."""
        if sys.platform != "linux":
            return cls(f"there are no namespaces on {sys.platform}")
        if not (found := node()):
            return cls("there is no node on PATH")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [
            sys.executable,
            "-I",
            "-S",
            str(_SERVER),
            str(theirs.fileno()),
            json.dumps(_setup(found)),
        ]
        try:
            process = subprocess.Popen(
                arguments,
                cwd="/",
                env={},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            return cls(f"it could not be started: {error.strerror}")
        finally:
            theirs.close()
        threading.Thread(target=process.wait, daemon=True).start()
        ours.settimeout(LONGEST_PROBE)
        try:
            answer = json.loads(ours.recv(1 << 16) or b'{"refused": "it has ended"}')
        except TimeoutError:
            answer = {"refused": "it did not start in time"}
        if "ready" not in answer:
            ours.close()
            return cls(answer["refused"] + _hint())
        ours.settimeout(None)
        made = cls("", ours)
        made.refusal = made._trial()
        return made

    def _trial(self) -> str:
        """Runs Node in the sandbox: the reason if it fails (a missing library, for example), else empty."""
        with (
            tempfile.TemporaryFile() as request,
            tempfile.TemporaryFile() as log,
            tempfile.TemporaryFile() as result,
        ):
            request.write(b'{"code": "function handler() { return {}; }", "event": {}}')
            request.seek(0)
            program = Program(_HERE / "run_edge_function.mjs", {}, network=False)
            try:
                code = self.run(program, Files(request, log, result), LONGEST_PROBE)
            except Refused as reason:
                return str(reason)
            log.seek(0)
            return "" if code == 0 else f"Node does not run in it: {log.read(300).decode(errors='replace')}"

    def run(self, program: Program, files: Files, timeout: float | None) -> int | None:
        """See the function `run`. Raises Refused."""
        assert self._server is not None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        interpreter, *options = _interpreter(program.runner, True)
        call = {
            "program": interpreter,
            # The server passes the file of the result as descriptor 3.
            "arguments": [*options, f"{_RUNNERS}/{program.runner.name}", "3"],
            "environment": {"HOME": "/tmp", "TMPDIR": "/tmp"} | program.environment,
            "code": program.code.name if program.code else None,
            "layers": program.layers.name if program.layers else None,
            "network": program.network,
            "space": program.space,
        }
        handed = [file.fileno() for file in (files.request, files.log, files.result)]
        with ours:
            with theirs, self._sending:
                try:
                    socket.send_fds(self._server, [json.dumps(call).encode()], [theirs.fileno(), *handed])
                except OSError as error:
                    raise Refused(f"the sandbox has ended: {error.strerror}") from error
            ours.settimeout(timeout)
            try:
                answer = json.loads(ours.recv(1 << 16) or b'{"refused": "the sandbox has ended"}')
            except TimeoutError:
                ours.shutdown(socket.SHUT_WR)
                ours.settimeout(LONGEST_PROBE)
                ours.recv(1 << 16)  # until all processes of the call have ended
                return None
        if "refused" in answer:
            raise Refused(answer["refused"])
        code: int = answer["ended"]
        return code


def _setup(found: str) -> dict[str, Any]:
    root = Path(_PLACE.name, "root")
    for folder in (root, CODE):
        folder.mkdir(exist_ok=True)
    shown = {os.path.realpath(found): inside.NODE, str(CODE): inside.CODE}
    runners = ("run_function.mjs", "run_edge_function.mjs", "run_function.py", "run_task.py")
    shown |= {str(_HERE / name): f"{_RUNNERS}/{name}" for name in runners}
    shown |= {str(_SITE / name): f"{inside.PACKAGES}/{name}" for name in _SDK if (_SITE / name).exists()}
    for further in _FURTHER:
        shown |= further()
    if not _SYSTEM_PYTHON:
        shown[os.path.realpath(sys.base_prefix)] = inside.PYTHON
    if NODE_MODULES.is_dir():
        # require and import find them here, as they find the SDK in Lambda.
        shown[os.path.realpath(NODE_MODULES)] = "/var/node_modules"
    # The cache holds compiled code of the project.
    return {"root": str(root), "shown": shown, "hidden": ["/var/node_modules/.cache"]}


def _hint() -> str:
    """The kernel setting that disables namespaces on Debian and Ubuntu, if it does."""
    for name, closed in (
        ("kernel.apparmor_restrict_unprivileged_userns", "1"),
        ("kernel.unprivileged_userns_clone", "0"),
    ):
        try:
            value = Path("/proc/sys", *name.split(".")).read_text().strip()
        except OSError:
            continue
        if value == closed:
            return f" ({name} is {value})"
    return ""


_ONE: list[Sandbox] = []
_STARTING = threading.Lock()


def sandbox() -> Sandbox:
    """The sandbox of this process, started by the first call."""
    with _STARTING:
        if not _ONE:
            _ONE.append(Sandbox.start())
        return _ONE[0]


def begin(further: Callable[[], dict[str, str]]) -> None:
    """Starts the sandbox in the background, with further files that functions see, and where."""
    _FURTHER.append(further)
    threading.Thread(target=sandbox, daemon=True).start()


def description() -> dict[str, object]:
    """The `functions` part of /_plumbline/health."""
    refusal = sandbox().refusal
    return {"sandboxed": not refusal} | ({"reason": refusal} if refusal else {})
