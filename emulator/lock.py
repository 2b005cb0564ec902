"""The lock around moto: its models are not safe for threads and serve one request at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_HELD = threading.local()


@contextmanager
def locked() -> Iterator[None]:
    """Holds the lock. It is not reentrant: a caller that holds it already waits forever."""
    with _LOCK:
        _HELD.here = True
        try:
            yield
        finally:
            _HELD.here = False


@contextmanager
def unlocked() -> Iterator[None]:
    """Releases the lock while a request waits, for example for a function that calls the emulator."""
    if not getattr(_HELD, "here", False):  # a thread that moto started holds no lock
        yield
        return
    _LOCK.release()
    _HELD.here = False
    try:
        yield
    finally:
        _LOCK.acquire()
        _HELD.here = True
