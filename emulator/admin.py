"""What the emulator says about itself: /_plumbline/health to everybody, /_plumbline/inventory to its own user."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import parse_qs

from emulator.access.signature import Caller

from .access import credentials
from .dataplane import sandbox
from .inventory import resources
from .lock import locked
from .protocol import Answer, Environ

PREFIX = "/_plumbline/"
SERVICE = "plumbline"
"""What a request to the inventory is signed for, and how."""

_LONGEST_CHALLENGE = 100


@dataclass(frozen=True)
class Status:
    """This process. The instance is what tells a restarted emulator (which is empty) from the old one."""

    instance: str = field(default_factory=lambda: str(uuid.uuid4()))
    startedAt: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    moto: str = field(default_factory=lambda: version("moto"))


def is_open(environ: Environ) -> bool:
    """Whether everybody may ask: for what holds nothing of the account."""
    return environ["PATH_INFO"].removeprefix(PREFIX) != "inventory"


def answer(environ: Environ, status: Status, caller: Caller | None) -> Answer:
    """Health, without waiting for a turn; or everything that was created, for a caller who is known."""
    match environ["PATH_INFO"].removeprefix(PREFIX):
        case "health":
            return _health(environ, status)
        case "inventory" if caller is not None:
            with locked():
                return _json("200 OK", resources.everything())
        case other:
            return _json("404 Not Found", {"message": f"{PREFIX}{other}: only health and inventory exist"})


def _health(environ: Environ, status: Status) -> Answer:
    """Who asks with a challenge can tell this process from a program that took its port when it had ended."""
    told: dict[str, object] = asdict(status) | {"functions": sandbox.description()}
    challenge = parse_qs(environ.get("QUERY_STRING", "")).get("challenge", [""])[0]
    if challenge and len(challenge) <= _LONGEST_CHALLENGE:
        told["proof"] = credentials.proof(challenge)
    return _json("200 OK", told)


def _json(status: str, value: object) -> Answer:
    return Answer(status, [("Content-Type", "application/json")], json.dumps(value).encode())
