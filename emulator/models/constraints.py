"""Finds what a service model forbids in the parameters of a request.

An SDK's own validator, which it runs before it sends, looks at required members, types and some ranges
only; the rest (lengths, patterns, values) AWS finds. The checks of a shape are made once, when it is first
met.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from moto.core.utils import get_service_model

from .patterns import compiled


@dataclass(frozen=True)
class Fault:
    """What is wrong with a member of a request."""

    path: str
    """Where, as AWS writes it: tags.1.member.key."""
    kind: str
    """required, length, range, pattern, enum, type or unknown."""
    constraint: str
    """The part of AWS's message that names the constraint."""
    value: str = "null"

    def __str__(self) -> str:
        return f"{_value(self)} at '{self.path}' failed to satisfy constraint: {self.constraint}"


def _value(fault: Fault) -> str:
    return "Value null" if fault.kind == "required" else f"Value '{fault.value}'"


Check = Callable[[Any, str, list[Fault]], None]
_NUMBERS = {"integer", "long", "float", "double", "short", "byte"}


def faults_of(service: str, operation: str, params: dict[str, Any]) -> list[Fault]:
    """The faults of a request, in the order of the model."""
    check = _checks(service).of_operation(operation)
    found: list[Fault] = []
    if check is not None:
        check(params, "", found)
    return found


class _Checks:
    """The checks of a service's shapes, by name."""

    def __init__(self, service: str):
        self._model: Any = get_service_model(service)
        self._by_operation: dict[str, Check | None] = {}
        self._by_shape: dict[str, Check | None] = {}

    def of_operation(self, name: str) -> Check | None:
        if name not in self._by_operation:
            shape = self._model.operation_model(name).input_shape
            self._by_operation[name] = None if shape is None else self.of(shape)
        return self._by_operation[name]

    def of(self, shape: Any) -> Check | None:
        """The check of a shape; None if it forbids nothing."""
        if shape.name in self._by_shape:
            return self._by_shape[shape.name]
        if shape.type_name in ("structure", "list", "map"):

            def later(value: Any, path: str, found: list[Fault]) -> None:
                """Shapes may contain themselves."""
                if made is not None:
                    made(value, path, found)

            self._by_shape[shape.name] = later
            made = getattr(self, f"_{shape.type_name}")(shape)
        elif shape.type_name == "string":
            made = _string(shape)
        elif shape.type_name == "blob":
            made = _length(shape)
        else:
            made = _range(shape) if shape.type_name in _NUMBERS else None
        self._by_shape[shape.name] = made
        return made

    def _structure(self, shape: Any) -> Check | None:
        if shape.is_document_type:
            return None
        required = [(name, _written(name)) for name in shape.required_members]
        members = [(name, _written(name), self.of(member)) for name, member in shape.members.items()]
        checked = [(name, written, check) for name, written, check in members if check is not None]
        if not required and not checked:
            return None

        def check_structure(value: Any, path: str, found: list[Fault]) -> None:
            if not isinstance(value, dict):
                return
            here = f"{path}." if path else ""
            for name, written in required:
                if value.get(name) is None:
                    found.append(Fault(here + written, "required", "Member must not be null"))
            for name, written, check in checked:
                inner = value.get(name)
                if inner is not None:
                    check(inner, here + written, found)

        return check_structure

    def _list(self, shape: Any) -> Check | None:
        member, length = self.of(shape.member), _length(shape)
        if member is None:
            return length

        def check_list(value: Any, path: str, found: list[Fault]) -> None:
            if length is not None:
                length(value, path, found)
            if isinstance(value, list):
                for index, inner in enumerate(value, 1):
                    member(inner, f"{path}.{index}.member", found)

        return check_list

    def _map(self, shape: Any) -> Check | None:
        key, member, length = self.of(shape.key), self.of(shape.value), _length(shape)
        if key is None and member is None:
            return length

        def check_map(value: Any, path: str, found: list[Fault]) -> None:
            if length is not None:
                length(value, path, found)
            if not isinstance(value, dict):
                return
            for name, inner in value.items():
                if key is not None:
                    key(name, path, found)
                if member is not None and inner is not None:
                    member(inner, f"{path}.{name}.member", found)

        return check_map


@cache
def _checks(service: str) -> _Checks:
    return _Checks(service)


def _written(name: str) -> str:
    """AWS's messages begin the names of members with a small letter."""
    return name[:1].lower() + name[1:]


def _bounds(shape: Any) -> tuple[float, float, Any, Any]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    return (
        float("-inf") if least is None else float(least),
        float("inf") if most is None else float(most),
        least,
        most,
    )


def _shown(shape: Any, value: Any) -> str:
    """The value for a message: not if the model calls it a secret."""
    if shape.metadata.get("sensitive"):
        return "***"
    return str(value) if isinstance(value, str | int | float | bool) else type(value).__name__


def _length(shape: Any) -> Check | None:
    least, most, low, high = _bounds(shape)
    if low is None and high is None:
        return None

    def check_length(value: Any, path: str, found: list[Fault]) -> None:
        if not hasattr(value, "__len__"):
            return
        if len(value) < least:
            constraint = f"Member must have length greater than or equal to {low}"
            found.append(Fault(path, "length", constraint, _shown(shape, value)))
        if len(value) > most:
            constraint = f"Member must have length less than or equal to {high}"
            found.append(Fault(path, "length", constraint, _shown(shape, value)))

    return check_length


def _range(shape: Any) -> Check | None:
    least, most, low, high = _bounds(shape)
    if low is None and high is None:
        return None

    def check_range(value: Any, path: str, found: list[Fault]) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        if value < least:
            constraint = f"Member must have value greater than or equal to {low}"
            found.append(Fault(path, "range", constraint, str(value)))
        if value > most:
            constraint = f"Member must have value less than or equal to {high}"
            found.append(Fault(path, "range", constraint, str(value)))

    return check_range


def _string(shape: Any) -> Check | None:
    length, values = _length(shape), frozenset(shape.enum or ())
    pattern = shape.metadata.get("pattern")
    if length is None and not values and pattern is None:
        return None

    def check_string(value: Any, path: str, found: list[Fault]) -> None:
        if not isinstance(value, str):
            return
        if length is not None:
            length(value, path, found)
        if values and value not in values:
            constraint = f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"
            found.append(Fault(path, "enum", constraint, _shown(shape, value)))
        if pattern is not None and not _matches(pattern, value):
            constraint = f"Member must satisfy regular expression pattern: {pattern}"
            found.append(Fault(path, "pattern", constraint, _shown(shape, value)))

    return check_string


def _matches(pattern: str, value: str) -> bool:
    try:
        return compiled(pattern).fullmatch(value) is not None
    except (
        re.error,
        ValueError,
    ):  # a few patterns are no regular expressions, in Java neither
        return True
