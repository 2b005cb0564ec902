"""What an exercise is, and what it is given."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Outputs = dict[str, Any]
Aws = Callable[[str], Any]
"""Gives the client of a service, by botocore's name for it."""


@dataclass(frozen=True)
class Resource:
    """A resource as the state has it."""

    urn: str
    type: str
    id: str
    outputs: Outputs

    def __getitem__(self, name: str) -> Any:
        """One of its outputs; an empty text if there is none."""
        return self.outputs.get(name) or ""

    def object(self, name: str) -> Any:
        """An output that is JSON."""
        return json.loads(self.outputs[name])


Act = Callable[[Aws, Resource], Any]


@dataclass(frozen=True)
class Exercise:
    """What somebody does to a resource of a type, and in words what that is."""

    type: str
    kind: str
    what: str
    act: Act


class Exercises:
    """The exercises of a module, one line each."""

    def __init__(self) -> None:
        self.all: list[Exercise] = []

    def change(self, resource_type: str, what: str, act: Act) -> None:
        """Another value of a property that matters."""
        self.all.append(Exercise(resource_type, "change", what, act))

    def delete(self, resource_type: str, act: Act) -> None:
        """The resource itself goes."""
        self.all.append(Exercise(resource_type, "delete", "deleted", act))

    def add(self, resource_type: str, what: str, act: Act) -> None:
        """Something new that belongs to the resource, and that the resource shows."""
        self.all.append(Exercise(resource_type, "add", what, act))

    def untag(self, resource_type: str, act: Callable[[Aws, Resource, str], Any]) -> None:
        """A tag goes that the resource has from the provider's defaults, and not from its own properties."""

        def remove(aws: Aws, r: Resource) -> Any:
            return act(aws, r, next(key for key in r["tagsAll"] if key not in r["tags"]))

        self.all.append(Exercise(resource_type, "untag", "a default tag removed", remove))

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.all)
