"""Lists the resources that were created in the emulated accounts.

A resource is an object that a model of moto holds now and did not hold when it was created. This finds every
type, known or not. `kinds.py` maps types to AWS's names and excludes objects that are no resources.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

from emulator.state import RECORDS

from .kinds import KINDS, NO_RESOURCES, SERVICES, SETTINGS, Kind, comes_with_account, is_gone
from .special import SPECIAL

FROM_START = "_plumbline_from_start"


class Found(NamedTuple):
    """An object in a model, with its attribute and key."""

    attribute: str
    key: str
    value: Any


def watch() -> None:
    """Records the initial objects of every model. Must be called before the first model is created."""
    original = AccountSpecificBackend.__getitem__

    def get(backends: Any, region: str) -> BaseBackend:
        backend = original(backends, region)
        if not hasattr(backend, FROM_START):  # it was created just now
            setattr(backend, FROM_START, {found[:2] for found in contents(backend)})
        return backend

    setattr(AccountSpecificBackend, "__getitem__", get)  # noqa: B010  mypy refuses to assign to a method


def everything() -> list[dict[str, str]]:
    """All resources as {service, type, id}, sorted by these."""
    created = {(place.service, place.kind, text_of(key)) for place, held in RECORDS.items() for key in held}
    for backends in list(vars(BackendDict)["_instances"]):
        for _account, _region, backend in list(backends.iter_backends()):
            service = service_of(backend)
            created |= {(SERVICES.get(service, service), kind, name) for kind, name in resources(backend)}
    return [dict(zip(("service", "type", "id"), one, strict=True)) for one in sorted(created)]


def resources(backend: BaseBackend) -> Iterator[tuple[str, str]]:
    """The types and ids of the resources in one model."""
    service = service_of(backend)
    from_start: set[tuple[str, str]] = getattr(backend, FROM_START, set())
    for found in contents(backend):
        attribute, key, value = found
        if attribute in NO_RESOURCES.get(service, ()) or is_gone(value):
            continue
        kind = KINDS.get(service, {}).get(attribute) or Kind(attribute)
        name = str(getattr(value, kind.id)) if kind.id else key
        for inner, inner_kind in kind.inside.items():
            for part in parts(getattr(value, inner, None)):
                yield inner_kind, part if kind.only_inside else f"{name}|{part}"
        if found[:2] in from_start or kind.only_inside or comes_with_account(service, attribute, value):
            continue
        yield kind.name, name
    if special := SPECIAL.get(service):
        yield from special(backend)
    for attribute, name in SETTINGS.get(service, {}).items():
        if getattr(backend, attribute, None):
            yield name, "account"


def service_of(backend: BaseBackend) -> str:
    """moto's name for the service of a model."""
    return type(backend).__module__.split(".")[1]


def contents(backend: BaseBackend) -> Iterator[Found]:
    """All objects in a model."""
    for attribute, value in list(vars(backend).items()):
        for key, found in entries(value):
            yield Found(attribute, key, found)


def entries(value: Any, outer: str = "") -> Iterator[tuple[str, Any]]:
    """The objects of moto's classes in a collection and the collections in it, with their keys."""
    if isinstance(value, Mapping):
        for key, inner in list(value.items()):
            if is_model(inner):
                yield f"{outer}:{key}" if isinstance(key, int) else str(key), inner
            else:
                yield from entries(inner, str(key))
    elif isinstance(value, list):
        for inner in list(value):
            if is_model(inner):
                yield name_of(inner), inner
            elif isinstance(inner, Mapping):
                yield from entries(inner)


def parts(value: Any) -> Iterator[str]:
    """The names of the resources inside another, stored as objects or as plain data."""
    pairs = value.items() if isinstance(value, Mapping) else ((name_of(one), one) for one in value or [])
    for key, part in list(pairs):
        if not is_gone(part) and not str(key).startswith("alias/aws/"):
            yield str(key)


def is_model(value: Any) -> bool:
    """Whether the object is of one of moto's classes, and neither a model nor a mapping."""
    return type(value).__module__.startswith("moto.") and not isinstance(value, (BaseBackend, Mapping))


def name_of(model: Any) -> str:
    """The id, ARN or name of an object; else the name of its class."""
    for attribute in ("id", "arn", "name", "resource_id"):
        if isinstance(name := getattr(model, attribute, None), str):
            return name
    return type(model).__name__


def text_of(key: Any) -> str:
    """An id as text; the parts of a compound id are joined by "|", as in CloudFormation."""
    return "|".join(key) if isinstance(key, tuple) else str(key)
