"""The types of a drill: resources and exercises."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from emulator.clients import Aws

Outputs = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource in the stack's state."""

    urn: str
    type: str
    id: str
    outputs: Outputs

    def __getitem__(self, name: str) -> Any:
        """An output; empty if it is missing."""
        return self.outputs.get(name) or ""

    def object(self, name: str) -> Any:
        """An output that is JSON."""
        return json.loads(self.outputs[name])


Act = Callable[[Aws, Resource], Any]


@dataclass(frozen=True)
class Exercise:
    """An action on a resource of a type, with a description."""

    type: str
    kind: str
    what: str
    act: Act


class Exercises:
    """The exercises of a module."""

    def __init__(self) -> None:
        self.all: list[Exercise] = []

    def change(self, resource_type: str, what: str, act: Act) -> None:
        """Adds an exercise that changes a property."""
        self.all.append(Exercise(resource_type, "change", what, act))

    def delete(self, resource_type: str, act: Act) -> None:
        """Adds an exercise that deletes the resource."""
        self.all.append(Exercise(resource_type, "delete", "deleted", act))

    def add(self, resource_type: str, what: str, act: Act) -> None:
        """Adds an exercise that creates something in the resource, which the resource shows."""
        self.all.append(Exercise(resource_type, "add", what, act))

    def untag(self, resource_type: str, act: Callable[[Aws, Resource, str], Any]) -> None:
        """Adds an exercise that removes one of the provider's default tags."""

        def remove(aws: Aws, r: Resource) -> Any:
            return act(aws, r, next(key for key in r["tagsAll"] if key not in r["tags"]))

        self.all.append(Exercise(resource_type, "untag", "a default tag removed", remove))

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.all)
