"""Whose turn it is: moto's models serve one request at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_HELD = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Waits until nobody else is being served."""
    with _LOCK:
        _HELD.here = True
        try:
            yield
        finally:
            _HELD.here = False


@contextmanager
def out_of_turn() -> Iterator[None]:
    """Lets others be served while this request waits for something, such as a function that calls us."""
    if not getattr(_HELD, "here", False):  # a thread that moto started: it holds nothing up
        yield
        return
    _LOCK.release()
    _HELD.here = False
    try:
        yield
    finally:
        _LOCK.acquire()
        _HELD.here = True
