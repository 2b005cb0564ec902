"""Addresses of this machine for databases: 127.x.y.z, so that each can have the port that it has in AWS."""

import hashlib
import socket
from collections.abc import Iterator


def listeners(text: str, port: int) -> Iterator[socket.socket]:
    """A listener at the first address of our own that is free: the same name has the same one each time.

    All addresses of 127.0.0.0/8 lead to this machine on Linux; on macOS 127.0.0.1 only, until more are added.
    """
    for attempt in range(20):
        digest = hashlib.sha256(f"{text}/{attempt}".encode()).digest()
        address = f"127.{digest[0] % 200 + 20}.{digest[1]}.{digest[2] % 254 + 1}"
        if (made := _listener(address, port)) is not None:
            yield made
    if (made := _listener("127.0.0.1", port)) is not None:
        yield made


def _listener(address: str, port: int) -> socket.socket | None:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address, port))
    except OSError:
        made.close()
        return None
    made.listen(64)
    made.setblocking(False)
    return made
