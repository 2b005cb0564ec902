"""The addresses of databases, to whom they belong, and where they lead."""

from dataclasses import dataclass

from .server import Server, Wanted

WRITER, READER = "writer", "reader"


@dataclass(frozen=True)
class Owner:
    """An instance, a cluster or a proxy."""

    account: str
    region: str
    kind: str
    """`db`, `cluster` or `proxy`."""
    id: str
    """The id that no other has, and that stays when it is renamed."""


@dataclass(frozen=True)
class Entrance:
    """An address where clients connect."""

    owner: Owner
    role: str
    name: str
    """The owner's at the time: one that is renamed moves to the address of its new name, as in AWS."""
    address: str
    port: int

    @property
    def hosts(self) -> set[str]:
        """How a token may name it."""
        return {f"{self.address}:{self.port}", f"localhost:{self.port}"}


@dataclass(frozen=True)
class Target:
    """Where a connection leads, and what it needs. What it must be is what RDS says at this moment."""

    server: Server
    wanted: Wanted
    read_only: bool
    needs_tls: bool
    takes_tokens: bool
    users: frozenset[str] | None = None
    """Users whom a proxy has credentials for; None for all."""
    tokens_only: bool = False
    """Whether a proxy asks everybody for a token."""
