"""The emulator's own endpoints: /_plumbline/health, public, and /_plumbline/inventory, signed."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs

from emulator.access.signature import Caller

from .access import credentials
from .databases.caches import program
from .databases.fleet import FLEET
from .dataplane import sandbox
from .inventory import resources
from .lock import locked
from .protocol import Answer, Environ

PREFIX = "/_plumbline/"
SERVICE = "plumbline"
"""The service name in the signature of a request to the inventory."""

_LONGEST_CHALLENGE = 100


@dataclass(frozen=True)
class Status:
    """This process. `instance` differs after every start: a restarted emulator is an empty account."""

    instance: str = field(default_factory=lambda: str(uuid.uuid4()))
    startedAt: str = field(default_factory=lambda: datetime.now(UTC).isoformat())  # noqa: N815  a key of JSON
    moto: str = field(default_factory=lambda: version("moto"))


def is_open(environ: Environ) -> bool:
    """Whether the endpoint needs no signature. Only the inventory returns anything of the account."""
    return environ["PATH_INFO"].removeprefix(PREFIX) != "inventory"


def answer(environ: Environ, status: Status, caller: Caller | None) -> Answer:
    """The answer of an endpoint. Health does not wait for the lock; the inventory needs a caller."""
    match environ["PATH_INFO"].removeprefix(PREFIX):
        case "health":
            return _health(environ, status)
        case "inventory" if caller is not None:
            with locked():
                return _json("200 OK", resources.everything())
        case other:
            return _json("404 Not Found", {"message": f"{PREFIX}{other}: only health and inventory exist"})


def _health(environ: Environ, status: Status) -> Answer:
    """With ?challenge=… the answer proves that this process, and no later owner of its port, returned it."""
    told: dict[str, object] = asdict(status) | {"functions": sandbox.description()}
    if "databases" in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True):
        told["databases"] = FLEET.description() | {"caches": Path(program() or "").name}
    challenge = parse_qs(environ.get("QUERY_STRING", "")).get("challenge", [""])[0]
    if challenge and len(challenge) <= _LONGEST_CHALLENGE:
        told["proof"] = credentials.proof(challenge)
    return _json("200 OK", told)


def _json(status: str, value: object) -> Answer:
    return Answer(status, [("Content-Type", "application/json")], json.dumps(value).encode())
