"""Runs a Lambda function in Python once, as run_function.mjs does for Node.

Reads the call from standard input, and writes the result to the descriptor that the first argument names.
What the function prints goes to standard output and error, which become its log.
"""

import importlib
import json
import logging
import os
import sys
import threading
import time
import traceback
from typing import Any, NoReturn

_FINISHED = threading.Lock()


class Context:
    """The second argument of a handler."""

    def __init__(self, given: dict[str, Any], deadline: float):
        self.aws_request_id: str = given["awsRequestId"]
        self.function_name: str = given["functionName"]
        self.function_version: str = given["functionVersion"]
        self.invoked_function_arn: str = given["invokedFunctionArn"]
        self.memory_limit_in_mb: str = given["memoryLimitInMB"]
        self.log_group_name: str = given["logGroupName"]
        self.log_stream_name: str = given.get("logStreamName", "")
        self.identity = None
        self.client_context = None
        self._deadline = deadline

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the timeout."""
        return max(0, int((self._deadline - time.time()) * 1000))


class Fault(Exception):
    """An error of the runtime, not of the function: its type is AWS's."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


def load(handler: str) -> Any:
    """The function that a handler such as src/app.handler names."""
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{handler}': not enough values to unpack")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault(
            "Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}"
        ) from error
    except SyntaxError as error:
        message = f"Syntax error in module '{module_name}': {error}"
        raise Fault("Runtime.UserCodeSyntaxError", message) from error
    if not hasattr(module, name):
        raise Fault("Runtime.HandlerNotFound", f"Handler '{name}' missing on module '{module_name}'")
    return getattr(module, name)


def finish(result: dict[str, Any]) -> NoReturn:
    """Writes the result and ends the process, whatever else still runs in it."""
    with _FINISHED:  # held for ever: the first one to finish ends the process
        content = json.dumps(result).encode()
        while content:
            content = content[os.write(int(sys.argv[1]), content) :]
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def error_of(error: BaseException, request: str) -> dict[str, Any]:
    """An error as Lambda answers it."""
    kind = error.kind if isinstance(error, Fault) else type(error).__name__
    frames = [] if isinstance(error, Fault) else traceback.format_tb(error.__traceback__)[1:]
    return {"errorMessage": str(error), "errorType": kind, "requestId": request, "stackTrace": frames}


def set_up_logging(request: str) -> None:
    """The root logger as Lambda sets it up: warnings, with level, time and request."""
    handler = logging.StreamHandler(sys.stdout)
    form = f"[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t{request}\t%(message)s"
    formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)


def main() -> None:
    """Runs the call."""
    call = json.load(sys.stdin)
    context, timeout = call["context"], float(call["timeout"])
    request: str = context["awsRequestId"]
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    set_up_logging(request)
    try:
        handler = load(os.environ.get("_HANDLER", ""))
        timer = threading.Timer(timeout, finish, [{"timedOut": True}])
        timer.daemon = True
        timer.start()
        value = handler(call["event"], Context(context, time.time() + timeout))
        try:
            json.dumps(value)
        except (TypeError, ValueError) as error:
            raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from error
        finish({"value": value})
    except SystemExit as error:
        finish({"error": {"errorType": "Runtime.ExitError", "errorMessage": f"Runtime exited: {error.code}"}})
    except BaseException as error:  # noqa: BLE001  whatever the function raises is its answer
        traceback.print_exc()
        finish({"error": error_of(error, request)})


if __name__ == "__main__":
    main()
