"""Runs one program and ends it when the emulator ends: python -I -S keeper.py FOLDER PROGRAM ARGUMENTS.

Its standard input is a pipe that the emulator holds open: whatever ends the emulator closes it, also `kill
-9`. FOLDER holds the server's sockets and is removed after the server has ended; "-" if there is none. The
variable KEPT_LIBRARIES becomes the program's search path for libraries, which this process must not have
itself.

PostgreSQL refuses to run as root. For root, the program therefore runs as nobody, with one capability: to
pass through folders that are closed to others, as caches and working copies of root are.
"""

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys

NOBODY = 65534
LONGEST_END = 5
"""Seconds that a server gets to end by itself."""

_PARENT_DEATH, _KEEP_CAPABILITIES, _AMBIENT, _RAISE = 1, 8, 47, 2
_DAC_OVERRIDE = 1
_VERSION = 0x20080522
"""Of capset's arguments."""


def main() -> int:
    """Runs the program until it or the emulator ends; returns its exit code."""
    folder, *command = sys.argv[1:]
    # Ctrl-C at a terminal is for whoever started the emulator.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    environment = dict(os.environ)
    if libraries := environment.pop("KEPT_LIBRARIES", ""):
        environment["DYLD_LIBRARY_PATH" if sys.platform == "darwin" else "LD_LIBRARY_PATH"] = libraries
    child = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        preexec_fn=_prepare,  # noqa: PLW1509  there are no threads
        start_new_session=True,
    )
    ended = _child_end(child)
    try:
        while True:
            ready, _, _ = select.select([0, ended], [], [])
            if ended in ready:
                break
            if not os.read(0, 4096):
                _end(child)
                break
        return child.wait()
    finally:
        if folder != "-":
            shutil.rmtree(folder, ignore_errors=True)


def _child_end(child: "subprocess.Popen[bytes]") -> int:
    """A descriptor that can be read once the child has ended."""
    reading, writing = os.pipe()
    os.set_inheritable(writing, False)
    os.set_blocking(writing, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing)
    if child.poll() is not None:  # before the handler was there
        os.write(writing, b"e")
    return reading


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ends a server: at once, since its data goes as well (for PostgreSQL that is SIGQUIT), or by force."""
    for wanted in (signal.SIGQUIT, signal.SIGKILL):
        if child.poll() is None:
            child.send_signal(wanted)
        try:
            child.wait(LONGEST_END)
            return
        except subprocess.TimeoutExpired:
            continue


def _prepare() -> None:
    """In the child, before the program starts: gives up root, and goes when the keeper goes."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        _call(libc.prctl, _KEEP_CAPABILITIES, 1, 0, 0, 0)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        sets = (ctypes.c_uint32 * 6)(*[1 << _DAC_OVERRIDE] * 3, 0, 0, 0)
        _call(libc.capset, (ctypes.c_uint32 * 2)(_VERSION, 0), sets)
        _call(libc.prctl, _AMBIENT, _RAISE, _DAC_OVERRIDE, 0, 0)
    # Last: a process that changes its user loses it.
    _call(libc.prctl, _PARENT_DEATH, signal.SIGQUIT, 0, 0, 0)


def _call(function: "ctypes._NamedFuncPointer", *arguments: object) -> None:
    if function(*arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    sys.exit(main())
