"""Runs the command of a container: python run_task.py DESCRIPTOR.

The first line of standard input says what to run; a further line, or its end, asks the command to end. What
becomes of it goes to the descriptor, as lines of JSON. What the command prints goes to standard output and
error, which become the container's log.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

_MISSING, _NOT_ALLOWED = 127, 126


def main() -> None:
    """Runs the command to its end, and reports its exit code."""
    call = json.loads(sys.stdin.buffer.readline())
    try:
        child = subprocess.Popen(call["command"], cwd=call["folder"], stdin=subprocess.DEVNULL)
    except OSError as error:
        print(f"{call['command'][0]}: {error.strerror}", file=sys.stderr, flush=True)
        _finish(_MISSING if isinstance(error, FileNotFoundError) else _NOT_ALLOWED)
    tell(started=True)
    threading.Thread(target=_await_stop, args=(child, call["grace"]), daemon=True).start()
    if call["check"]:
        threading.Thread(target=_check, args=(call["check"], call["folder"]), daemon=True).start()
    code = child.wait()
    _finish(code if code >= 0 else 128 - code)


def tell(**said: Any) -> None:
    """Reports something, in one piece."""
    os.write(int(sys.argv[1]), json.dumps(said).encode() + b"\n")


def _finish(code: int) -> None:
    tell(exitCode=code)
    os._exit(0)


def _await_stop(child: "subprocess.Popen[bytes]", grace: float) -> None:
    sys.stdin.buffer.readline()
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(grace)
    except subprocess.TimeoutExpired:
        child.kill()


def _check(check: dict[str, Any], folder: str) -> None:
    """Docker's health check: retries failures in a row, of which those of the start do not count."""
    began, failures, said = time.monotonic(), 0, ""
    counted = began
    while True:
        # At first it is expected at any moment.
        time.sleep(check["interval"] if said else min(1.0, check["interval"]))
        try:
            done = subprocess.run(
                check["command"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=check["timeout"],
                check=False,
            )
            well = done.returncode == 0
        except subprocess.TimeoutExpired:
            well = False
        except OSError as error:
            tell(health="UNKNOWN", reason=f"{check['command'][0]}: {error.strerror}")
            return
        now = time.monotonic()
        starting = not said and now - began < check["startPeriod"]
        if well or starting:
            failures = 0
        elif now - counted >= check["interval"]:
            failures, counted = failures + 1, now
        health = "HEALTHY" if well else "UNHEALTHY" if failures >= check["retries"] else said
        if health != said:
            said = health
            tell(health=health)


if __name__ == "__main__":
    main()
