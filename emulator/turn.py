"""Whose turn it is: moto's models serve one request at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

TURN = threading.Lock()


@contextmanager
def out_of_turn() -> Iterator[None]:
    """Lets others be served while this request waits for something, such as a function that calls us."""
    TURN.release()
    try:
        yield
    finally:
        TURN.acquire()
