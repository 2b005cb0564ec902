"""Leads private names of services (Cloud Map), which only a VPC knows in AWS, to their tasks on this machine.

What runs here has no DNS of a VPC: where a variable has such a name with a port, it gets an address of this
machine instead. Connections to that go to one of the service's tasks.
"""

import asyncio
import random
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from emulator.databases.addresses import listeners

_NAME = re.compile(r"\b([a-z0-9-]+)\.((?:[a-z0-9-]+\.)*internal):(\d{1,5})\b")
_PIECE = 1 << 16


@dataclass(frozen=True)
class Name:
    """A private name, where somebody asks for it."""

    account: str
    region: str
    service: str
    namespace: str
    port: int


Find = Callable[[Name], list[int]]
"""The ports of this machine on which the tasks behind a name answer. It takes the lock itself."""

_FINDERS: list[Find] = []
_ADDRESSES: dict[Name, str] = {}
_LOOPS: list[asyncio.AbstractEventLoop] = []
_OPENING = threading.Lock()


def found_by(find: Find) -> None:
    """Says who knows the tasks behind names."""
    _FINDERS.append(find)


def resolved(environment: dict[str, str], account: str, region: str) -> dict[str, str]:
    """The variables, with addresses of this machine for private names."""

    def replace(found: re.Match[str]) -> str:
        name = Name(account, region, found[1], found[2], int(found[3]))
        return f"{_address(name)}:{name.port}" if name.port < 1 << 16 else found[0]

    return {key: _NAME.sub(replace, value) for key, value in environment.items()}


def _address(name: Name) -> str:
    with _OPENING:
        if name not in _ADDRESSES:
            text = "/".join((name.account, name.region, name.service, name.namespace))
            listener = next(listeners(text, name.port), None)
            if listener is None:  # taken, where this machine has one address only
                return f"{name.service}.{name.namespace}"
            _ADDRESSES[name] = listener.getsockname()[0]
            asyncio.run_coroutine_threadsafe(_serve(name, listener), _loop())
        return _ADDRESSES[name]


def _loop() -> asyncio.AbstractEventLoop:
    if not _LOOPS:
        _LOOPS.append(asyncio.new_event_loop())
        threading.Thread(target=_LOOPS[0].run_forever, daemon=True).start()
    return _LOOPS[0]


async def _serve(name: Name, listener: socket.socket) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            ports = await asyncio.to_thread(_find, name)
            if ports:
                answers, asks = await asyncio.open_connection("127.0.0.1", random.choice(ports))
                await asyncio.gather(_pass_on(reader, asks), _pass_on(answers, writer))
                asks.close()
        except OSError:
            pass  # the caller sees that the connection has ended
        finally:
            writer.close()

    server = await asyncio.start_server(connected, sock=listener)
    await server.serve_forever()


def _find(name: Name) -> list[int]:
    return [port for find in _FINDERS for port in find(name)]


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while piece := await source.read(_PIECE):
            target.write(piece)
            await target.drain()
        if target.can_write_eof():
            target.write_eof()
    except OSError:
        target.close()
