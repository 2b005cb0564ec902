"""Runs Lambda functions with the local Node or Python, one process per call.

Only zip packages for Node and Python run, with their layers; containers and other runtimes do not. A function
has its own environment variables, credentials of its role, the emulator as AWS, and the npm packages of the
project or AWS's SDK for Python.
"""

import hashlib
import json
import os
import re
import signal
import tempfile
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moto.backends import get_backend

from emulator.access import credentials
from emulator.lock import unlocked
from emulator.permissions import deliveries, gate
from emulator.permissions.needs import Need
from emulator.permissions.resources import Place

from . import archive as packages_of
from . import private_names, sandbox

_RUNNERS = {
    "nodejs": Path(__file__).with_name("run_function.mjs"),
    "python": Path(__file__).with_name("run_function.py"),
}
_INVOKE_ARN = re.compile(r"functions/(arn:[^/]+)/invocations")
_UNPACKING = threading.Lock()

LONGEST_START = 10.0
"""Seconds that Node or Python may take to start. As in Lambda they do not count towards the timeout."""


class NotRunnable(NotImplementedError):
    """The emulator can't run this function."""


@dataclass(frozen=True)
class Outcome:
    """The result of a call: a JSON text, whether it is an error, and the output of the function."""

    payload: str
    failed: bool
    log: str
    timed_out: bool = False
    stream: dict[str, Any] | None = None
    """What a handler has written to a stream; its payload is the text of that."""


def arn_of(uri: str | None) -> str:
    """The ARN in an invocation ARN; what is none stays as it is."""
    found = _INVOKE_ARN.search(uri or "")
    return found[1] if found else uri or ""


def lets_in(service: str, source: str, uri: str | None) -> bool:
    """Whether the policy of a function allows a service to call it for a resource."""
    arn = arn_of(uri)
    return deliveries.may_send(service, source, arn, Place(source.split(":")[4], source.split(":")[3]))


def find(uri: str | None) -> Any:
    """The function with this ARN or invocation ARN; None if there is none."""
    arn = arn_of(uri)
    if not arn.startswith("arn:") or ":lambda:" not in arn:
        return None
    parts = arn.split(":")
    qualifier = parts[7] if len(parts) > 7 else None
    try:
        return get_backend("lambda")[parts[4]][parts[3]].get_function(parts[6], qualifier)
    except Exception:  # noqa: BLE001  moto raises several errors for a function that does not exist
        return None


def why_not_runnable(function: Any) -> str | None:
    """Why the emulator can't run a function; None if it can."""
    if function.package_type != "Zip":
        return f"{function.function_name} is a container image, and containers are not run"
    language = language_of(function)
    if language not in _RUNNERS:
        known = " and ".join(_RUNNERS)
        return f"{function.function_name} needs {function.run_time}, and only {known} functions are run"
    if not getattr(function, "code_bytes", None):
        return f"{function.function_name} has no code"
    if language == "nodejs" and not sandbox.node():
        return "there is no node on PATH to run functions with"
    return None


def language_of(function: Any) -> str:
    """The language of a function's runtime: nodejs of nodejs22.x."""
    return re.match(r"[a-z]*", function.run_time or "")[0]  # type: ignore[index]  # it matches everything


def run(function: Any, event: Any, longest: float = 900) -> Outcome:
    """Calls a function of moto's model and writes its output to its log group, if that exists.

    The call may take the function's own timeout or `longest` seconds, whichever is less. The lock is released
    meanwhile, because the function may call the emulator. Raises NotRunnable.
    """
    if reason := why_not_runnable(function):
        raise NotRunnable(reason)
    identifier = str(uuid.uuid4())
    context = {
        "awsRequestId": identifier,
        "functionName": function.function_name,
        "functionVersion": function.version,
        "invokedFunctionArn": function.function_arn,
        "memoryLimitInMB": str(function.memory_size),
        "logGroupName": function.logs_group_name,
        "callbackWaitsForEmptyEventLoop": True,
    }
    program = sandbox.Program(
        _RUNNERS[language_of(function)],
        environment_of(function),
        unpacked([function.code_bytes]),
        layers=unpacked(layers_of(function)) if function.layers else None,
        space=function.ephemeral_storage,
    )
    allowed = min(float(function.timeout), longest)
    with unlocked():
        result, log = execute(program, {"event": event, "context": context, "timeout": allowed}, allowed)
    timed_out = result is None
    if result is None:
        message = f"{identifier} Task timed out after {allowed:.2f} seconds"
        log, result = (
            f"{log}{message}\n",
            {"error": {"errorType": "Sandbox.Timedout", "errorMessage": message}},
        )
    keep_log(function, f"START RequestId: {identifier}\n{log}END RequestId: {identifier}")
    failed = "error" in result
    payload = json.dumps(result["error"] if failed else result["value"])
    return Outcome(payload, failed, log, timed_out, result.get("stream"))


_LAYERS: dict[str, bytes] = {}
"""Versions of layers that functions have: Lambda keeps them for these when they are deleted."""


def keep_layers(function: Any) -> None:
    """Keeps the layers of a function for as long as the emulator runs."""
    known = get_backend("lambda")[function.account_id][function.region]
    for layer in function.layers:
        if found := known.layers_versions_by_arn(layer["Arn"]):
            _LAYERS[layer["Arn"]] = found.code_bytes


def layers_of(function: Any) -> list[bytes]:
    """The archives of a function's layers. Those of other accounts are not there."""
    return [_LAYERS[layer["Arn"]] for layer in function.layers if layer["Arn"] in _LAYERS]


def unpacked(archives: list[bytes]) -> Path:
    """The folder of a function's code, or of its layers, unpacked once per version of the packages."""
    digest = hashlib.sha256(b"".join(archives)).hexdigest()[:24]
    with _UNPACKING:
        sandbox.CODE.mkdir(exist_ok=True)
        packages = sandbox.CODE / "node_modules"
        if not packages.is_symlink() and sandbox.NODE_MODULES.is_dir():
            # Without a sandbox, too, require and import find them, as they find the SDK in Lambda.
            packages.symlink_to(sandbox.NODE_MODULES)
        if not (sandbox.CODE / digest).exists():
            packages_of.unpack_all(archives, sandbox.CODE / digest)
        return sandbox.CODE / digest


def environment_of(function: Any) -> dict[str, str]:
    """The variables that Lambda sets, and those of the function's configuration; none of this process."""
    lambda_sets = {
        "_HANDLER": function.handler,
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(function.timeout),
        "AWS_LAMBDA_LOG_GROUP_NAME": function.logs_group_name,
        "LAMBDA_TASK_ROOT": sandbox.task_root(unpacked([function.code_bytes])),
        "PATH": sandbox.search_path(),
        "TZ": ":UTC",
    }
    python = language_of(function) == "python"
    if python:
        lambda_sets |= sandbox.python_settings()
    if function.layers:
        opt = sandbox.layers_root(unpacked(layers_of(function)))
        lambda_sets["PATH"] = f"{lambda_sets['PATH']}:{opt}/bin"
        if python:
            lambda_sets["PYTHONPATH"] = f"{opt}/python:{lambda_sets['PYTHONPATH']}"
        else:
            lambda_sets["NODE_PATH"] = f"{opt}/nodejs/node_modules"
    lambda_sets |= credentials.of_role(function.role, function.function_name, function.region)
    gate.is_function(function.role, function.function_name, function.function_arn)
    given = {name: str(value) for name, value in (function.environment_vars or {}).items()}
    return lambda_sets | private_names.resolved(given, function.account_id, function.region)


def execute(
    program: sandbox.Program, call: dict[str, Any], timeout: float
) -> tuple[dict[str, Any] | None, str]:
    """Runs a program: its result and its output; the result is None after the timeout (seconds).

    The runner enforces the timeout itself; this function kills a process that keeps the runner from doing so.
    """
    with (
        tempfile.TemporaryFile() as result,
        tempfile.TemporaryFile() as log,
        tempfile.TemporaryFile() as request,
    ):
        request.write(json.dumps(call).encode())
        request.seek(0)
        # Files instead of pipes: a full pipe would block the program.
        try:
            code = sandbox.run(program, sandbox.Files(request, log, result), timeout + LONGEST_START)
        except sandbox.Refused as reason:
            return {"error": {"errorType": "Sandbox.Refused", "errorMessage": str(reason)}}, ""
        result.seek(0)
        log.seek(0)
        text, printed = result.read().decode(), log.read().decode(errors="replace")
        if text:
            answer = json.loads(text)
            return (None if answer.get("timedOut") else answer), printed
        if code in (None, -signal.SIGKILL):
            return None, printed
        message = f"Runtime exited with code {code}"
        return {"error": {"errorType": "Runtime.ExitError", "errorMessage": message}}, printed


def keep_log(function: Any, text: str) -> None:
    """Writes to the log group if it exists and the role may. A group made here would outlive the stack."""
    place, group = Place(function.account_id, function.region), function.logs_group_name
    stream = place.arn("logs", f"log-group:{group}:log-stream:{function.version}")
    writing = (Need(f"logs:{action}", stream) for action in ("CreateLogStream", "PutLogEvents"))
    if gate.role_refused(function.role, function.function_name, place, *writing):
        return
    if group in function.logs_backend.groups:
        function.save_logs(text)
