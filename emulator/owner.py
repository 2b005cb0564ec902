"""Ends the emulator with the process that it was started for, however that ends."""

import os
import signal
import threading
import time
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 1


def end_with(owner: int) -> None:
    """Ends this process, in order, soon after the owner is gone."""
    born = birth(owner)

    def watch() -> None:
        while birth(owner) == born is not None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def birth(pid: int) -> str | None:
    """When a process began, as far as the system tells: numbers are given again. None: there is none."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return ""  # somebody else's by now
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""  # not Linux
    # https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    fields = text.rpartition(")")[2].split()
    state, start = fields[0], fields[19]
    return None if state in "ZX" else start
