"""What the emulator says about itself: /_plumbline/health and /_plumbline/inventory."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from . import inventory
from .dataplane import sandbox
from .turn import turn
from .wire import Answer, Environ

PREFIX = "/_plumbline/"


@dataclass(frozen=True)
class Status:
    """This process. The instance is what tells a restarted emulator (which is empty) from the old one."""

    instance: str = field(default_factory=lambda: str(uuid.uuid4()))
    startedAt: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    moto: str = field(default_factory=lambda: version("moto"))


def answer(environ: Environ, status: Status) -> Answer:
    """Health, without waiting for a turn; or everything that was created."""
    match environ["PATH_INFO"].removeprefix(PREFIX):
        case "health":
            return _json("200 OK", asdict(status) | {"functions": sandbox.description()})
        case "inventory":
            with turn():
                return _json("200 OK", inventory.everything())
        case other:
            return _json("404 Not Found", {"message": f"{PREFIX}{other}: only health and inventory exist"})


def _json(status: str, value: object) -> Answer:
    return Answer(status, [("Content-Type", "application/json")], json.dumps(value).encode())
