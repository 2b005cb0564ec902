"""Starts programs that see none of the developer's files: python -I -S sandbox_server.py SOCKET SETUP.

It is a program of its own, because a process with threads can't create a user namespace. It creates one user
namespace with a small file system, and for every call a mount and a process namespace in it, which takes
milliseconds. It needs no privileges, and the programs get none.

The socket takes one message per call: a JSON object and four files (control, standard input, log, result).
The outcome returns through control; closing the other end of control ends the call.
"""

import ctypes
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

USER, GROUP = 993, 990
"""The user and group of functions in Lambda. Outside of the sandbox they are those of the emulator."""

CODE = "/var/code"
TASK = "/var/task"
LAYERS = "/opt"
NODE = "/var/lang/bin/node"
PYTHON = "/var/lang/python"
"""Where an installation of Python is that the system's folders do not have."""

PACKAGES = "/var/lang/packages"
"""AWS's SDK for Python, which Lambda has as well."""

_libc = ctypes.CDLL(None, use_errno=True)

NEW_MOUNTS, NEW_IPC, NEW_USER = 0x00020000, 0x08000000, 0x10000000
NEW_PROCESSES, NEW_NETWORK = 0x20000000, 0x40000000
READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS = 0x1, 0x2, 0x4, 0x8
BIND, RECURSIVE, PRIVATE = 0x1000, 0x4000, 0x40000
DETACH = 0x2
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
PARENT_DEATH, DUMPABLE, NO_NEW_PRIVILEGES = 1, 4, 38

SYSTEM = ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "nix/store")
FOLDERS = ("etc/ssl/certs", "etc/pki/tls/certs", "etc/pki/ca-trust/extracted", "etc/alternatives")
TEXTS = (
    "hosts",
    "host.conf",
    "nsswitch.conf",
    "resolv.conf",
    "gai.conf",
    "localtime",
    "ld.so.cache",
    "services",
)
DEVICES = ("null", "zero", "full", "random", "urandom")


PROCESSES = READ_ONLY | NO_SETUID | NO_DEVICES | NO_PROGRAMS
"""Mount flags of /proc: read-only, because root may write the system settings in it."""


class _Attributes(ctypes.Structure):
    """struct mount_attr of mount_setattr(2)."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "namespace")]


class Refused(Exception):
    """The system refuses a call."""


def checked(what: str, result: int) -> None:
    """Raises Refused with the reason if a system call failed."""
    if result != 0:
        raise Refused(f"{what}: {os.strerror(ctypes.get_errno())}")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mounts a file system: mount in section 2 of the manual."""
    made = _libc.mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode()
    )
    checked(f"mount {target}", made)


def restrict(target: str, attributes: int, recursive: bool = True) -> None:
    """Sets attributes such as READ_ONLY on a mount and the mounts below it (mount_setattr)."""
    wanted = _Attributes(set=attributes)
    flags = AT_RECURSIVE if recursive else 0
    size = ctypes.c_size_t(ctypes.sizeof(wanted))
    done = _libc.syscall(MOUNT_SETATTR, AT_FDCWD, target.encode(), flags, ctypes.byref(wanted), size)
    checked(f"mount_setattr {target}", done)


def show(source: Path, target: str) -> None:
    """Mounts a file or folder into the sandbox, read-only."""
    if source.is_dir():
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o444))
    mount(str(source), target, flags=BIND | RECURSIVE)
    restrict(target, READ_ONLY | NO_SETUID | NO_DEVICES)


def become_alone() -> None:
    """Enters new user, mount and IPC namespaces; children enter a new process namespace."""
    user, group = os.getuid(), os.getgid()
    checked("unshare", _libc.unshare(NEW_USER | NEW_MOUNTS | NEW_IPC | NEW_PROCESSES))
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{USER} {user} 1"),
        ("gid_map", f"{GROUP} {group} 1"),
    ):
        try:
            Path(f"/proc/self/{name}").write_text(text)
        except OSError as error:
            raise Refused(f"/proc/self/{name}: {error.strerror}") from error
    mount("none", "/", flags=RECURSIVE | PRIVATE)


def furnish(setup: dict[str, Any]) -> None:
    """Builds the file system of the calls and unmounts the machine's own."""
    root = setup["root"]
    texts = {name: text for name in TEXTS if (text := _read(f"/etc/{name}")) is not None}
    mount("tmpfs", root, "tmpfs", NO_SETUID | NO_DEVICES, "mode=755,size=16m")
    os.umask(0o022)
    for name in SYSTEM:
        _show_system(name, root)
    for name in FOLDERS:
        if (source := Path("/", name)).is_dir():
            show(source, f"{root}/{name}")
    os.makedirs(f"{root}/etc", exist_ok=True)
    texts["passwd"] = f"sandbox:x:{USER}:{GROUP}::/tmp:/bin/sh\n".encode()
    texts["group"] = f"sandbox:x:{GROUP}:\n".encode()
    for name, text in texts.items():
        Path(root, "etc", name).write_bytes(text)
    os.makedirs(f"{root}/dev")
    for name in DEVICES:
        os.close(os.open(f"{root}/dev/{name}", os.O_CREAT, 0o444))
        mount(f"/dev/{name}", f"{root}/dev/{name}", flags=BIND)
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        os.symlink(f"/proc/self/fd{target}", f"{root}/dev/{name}")
    for source, target in setup["shown"].items():
        show(Path(source), root + target)
    for target in setup["hidden"]:
        if os.path.isdir(root + target):
            mount("tmpfs", root + target, "tmpfs", NO_SETUID | NO_DEVICES, "size=0,mode=555")
    for name in ("tmp", "dev/shm", "proc", TASK[1:], LAYERS[1:], ".machine"):
        os.makedirs(f"{root}/{name}", exist_ok=True)
    mount("proc", f"{root}/proc", "proc", PROCESSES)
    checked("pivot_root", _libc.pivot_root(root.encode(), f"{root}/.machine".encode()))
    os.chdir("/")
    checked("umount2", _libc.umount2(b"/.machine", DETACH))
    os.rmdir("/.machine")
    restrict("/", READ_ONLY, recursive=False)


def _show_system(name: str, root: str) -> None:
    source, target = Path("/", name), f"{root}/{name}"
    if source.is_symlink():
        os.symlink(os.readlink(source), target)
    elif source.is_dir():
        show(source, target)


def _read(file: str) -> bytes | None:
    try:
        return Path(file).read_bytes()
    except OSError:
        return None


def empty_network() -> int:
    """A network namespace without interfaces, as a file descriptor."""
    ready, made = os.pipe()
    done, wait = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(wait)
        refused = _libc.unshare(NEW_NETWORK)
        os.write(made, b"n" if refused else b"y")
        os.read(done, 1)
        os._exit(0)
    answer = os.read(ready, 1)
    network = os.open(f"/proc/{child}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    for pipe in (ready, made, done, wait):
        os.close(pipe)
    os.waitpid(child, 0)
    if answer != b"y":
        raise Refused("a network of its own is not allowed")
    return network


def serve(incoming: socket.socket, network: int) -> None:
    """Serves calls until the socket is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, files, _flags, _address = socket.recv_fds(incoming, 1 << 20, 4)
        if not message:
            return
        if os.fork() == 0:
            _forked(partial(watch, json.loads(message), files, network, incoming))
        for file in files:
            os.close(file)


def _forked(work: Callable[[], None]) -> None:
    """Runs the work of a forked child and exits: it never returns to its parent's code."""
    try:
        work()
    finally:
        os._exit(1)


def watch(call: dict[str, Any], files: list[int], network: int, incoming: socket.socket) -> None:
    """Runs one call and kills it when the other end of control is closed."""
    incoming.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    control = socket.socket(fileno=files[0])
    try:
        if not call["network"]:
            checked("setns", _libc.setns(network, NEW_NETWORK))
        checked("unshare", _libc.unshare(NEW_MOUNTS | NEW_PROCESSES | NEW_IPC))
    except Refused as reason:
        control.send(json.dumps({"refused": str(reason)}).encode())
        return
    first = os.fork()
    if first == 0:
        _forked(partial(first_process, call, files, control))
    ended = os.pidfd_open(first)
    ready, _, _ = select.select([control.fileno(), ended], [], [])
    if ended not in ready:
        os.kill(first, signal.SIGKILL)  # the kernel kills the rest of the namespace with its first process
    os.waitpid(first, 0)
    os._exit(0)


def first_process(call: dict[str, Any], files: list[int], control: socket.socket) -> None:
    """Mounts the folders of this call, runs the program and sends its exit code."""
    _libc.prctl(DUMPABLE, 0, 0, 0, 0)
    try:
        mount("proc", "/proc", "proc", PROCESSES)
        mount("tmpfs", "/tmp", "tmpfs", NO_SETUID | NO_DEVICES, f"mode=700,size={call['space']}m")
        mount("tmpfs", "/dev/shm", "tmpfs", NO_SETUID | NO_DEVICES, "mode=700,size=64m")
        if call["code"] is not None:
            mount(f"{CODE}/{call['code']}", TASK, flags=BIND)
        if call["layers"] is not None:
            mount(f"{CODE}/{call['layers']}", LAYERS, flags=BIND)
        mount("tmpfs", CODE, "tmpfs", NO_SETUID | NO_DEVICES, "size=0,mode=555")
    except Refused as reason:
        control.send(json.dumps({"refused": str(reason)}).encode())
        return
    program = os.fork()
    if program == 0:
        _forked(partial(become, call, files[1:]))
    status = 0
    ended = 0
    while ended != program:  # orphans end up here as well
        ended, status = os.wait()
    try:
        os.kill(-1, signal.SIGKILL)
        while True:  # until the kernel has removed the last process that it left running
            os.wait()
    except (ProcessLookupError, ChildProcessError):
        pass  # nothing is running any more
    control.send(json.dumps({"ended": os.waitstatus_to_exitcode(status)}).encode())
    os._exit(0)


def become(call: dict[str, Any], files: list[int]) -> None:
    """Replaces this process by the program, without the privileges of the namespaces."""
    os.setsid()
    source, log, result = (os.dup2(file, 10 + index) for index, file in enumerate(files))
    for file, target in ((source, 0), (log, 1), (log, 2), (result, 3)):
        os.dup2(file, target)
    os.closerange(4, 1 << 20)
    os.chdir(TASK)
    for number in (signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    checked("prctl", _libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    os.execve(call["program"], [call["program"], *call["arguments"]], call["environment"])


def main() -> None:
    """Reports whether the system allows the sandbox, and serves calls if it does."""
    incoming = socket.socket(fileno=int(sys.argv[1]))
    setup = json.loads(sys.argv[2])
    try:
        become_alone()
    except Refused as reason:
        incoming.send(json.dumps({"refused": str(reason)}).encode())
        return
    child = os.fork()
    if child != 0:
        incoming.close()
        os.waitpid(child, 0)
        return
    _libc.prctl(PARENT_DEATH, signal.SIGKILL, 0, 0, 0)
    try:
        furnish(setup)
        network = empty_network()
    except (Refused, OSError) as reason:
        incoming.send(json.dumps({"refused": str(reason)}).encode())
        return
    incoming.send(json.dumps({"ready": True}).encode())
    serve(incoming, network)


if __name__ == "__main__":
    main()
