"""Services that run: their deployments and tasks, and what ECS says of them."""

import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.backends import get_backend

from emulator.clock import now
from emulator.dataplane import tasks
from emulator.state import NOTES, Place

_MOST_EVENTS = 100
"""Events of a service that ECS keeps."""


@dataclass(eq=False)
class Deployment:
    """A version of a service."""

    id: str
    arn: str
    """Of the task definition."""
    definition: Any
    status: str = "PRIMARY"
    state: str = "IN_PROGRESS"
    reason: str = ""
    outcome: str = "IN_PROGRESS"
    """Its status as a service deployment."""
    failed: int = 0
    """Tasks that have ended before they were well."""
    group: str | None = None
    """The target group of its tasks."""
    created: datetime = field(default_factory=now)
    updated: datetime = field(default_factory=now)
    step: int = -1
    """How far its share of the requests has come."""
    step_at: float = 0.0
    wait: float = 0.0
    """Seconds until the next attempt to start a task, which grow with each that fails."""
    next_start: float = 0.0
    rolls_back: bool = False

    def end(self, state: str, outcome: str, reason: str) -> None:
        """Notes how it has gone."""
        self.state, self.outcome, self.reason, self.updated = state, outcome, reason, now()

    @property
    def number(self) -> str:
        """The part of its id that ARNs have in common with it."""
        return self.id.rsplit("/", 1)[-1]


@dataclass(eq=False)
class Task:
    """A task of a service: a process, or one that is yet to start or has just ended."""

    arn: str
    deployment: Deployment
    address: str
    """Its private address in AWS, by which target groups know it."""
    ports: dict[int, int]
    running: tasks.Running | None = None
    container: dict[str, Any] = field(default_factory=dict)
    status: str = "PENDING"
    health: str = "UNKNOWN"
    began: float = field(default_factory=time.monotonic)
    was_well: bool = False
    is_unchecked: bool = False
    """Whether this machine lacks the program of its health check, which images bring along."""
    stop_reason: str = ""

    @property
    def id(self) -> str:
        """The last part of its ARN."""
        return self.arn.rsplit("/", 1)[-1]

    @property
    def is_wanted(self) -> bool:
        """Whether it is not on its way out."""
        return self.status in ("PENDING", "RUNNING")


@dataclass(eq=False)
class Managed:
    """A service whose tasks run."""

    account: str
    region: str
    arn: str
    settings: dict[str, Any] = field(default_factory=dict)
    """The service as DescribeServices answers it."""
    deployments: list[Deployment] = field(default_factory=list)
    past: list[Deployment] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    events: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_MOST_EVENTS))
    is_deleted: bool = False
    is_steady: bool = False
    look_at: float = 0.0
    stopped: deque[str] = field(default_factory=deque)
    """ARNs of tasks that have ended, the last ones."""

    @property
    def name(self) -> str:
        """The service's name."""
        return self.arn.rsplit("/", 1)[-1]

    @property
    def desired(self) -> int:
        """How many tasks there should be."""
        if self.is_deleted:
            return 0
        found = self.model
        return int(found.desired_count) if found is not None and found.status == "ACTIVE" else 0

    @property
    def model(self) -> Any:
        """moto's service."""
        return next((one for one in self.backend.services.values() if one.arn == self.arn), None)

    @property
    def backend(self) -> Any:
        """moto's model of ECS."""
        return get_backend("ecs")[self.account][self.region]

    @property
    def primary(self) -> Deployment:
        """The newest deployment."""
        return self.deployments[0]

    def note(self, arn: str) -> dict[str, Any]:
        """What DescribeTasks answers of a task."""
        held = NOTES[Place(self.account, self.region, "ecs", "task")]
        found: dict[str, Any] = held.setdefault(arn, {})
        return found

    def say(self, text: str) -> None:
        """Adds an event, the newest first."""
        message = f"(service {self.name}) {text}"
        self.events.appendleft({"id": str(uuid.uuid4()), "createdAt": now(), "message": message})

    def of(self, deployment: Deployment) -> list[Task]:
        """The tasks of a deployment that are not on their way out."""
        return [one for one in self.tasks if one.deployment is deployment and one.is_wanted]
