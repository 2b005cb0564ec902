"""Everything that was created in the emulated accounts.

moto's models are looked through one by one: whatever a model holds now and did not hold when it was made is
something that a program created. That sees every type there is, also those that nobody thought of; the table
in `inventory_names.py` only gives them AWS's names, and leaves out what is no resource.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

from .inventory_names import EXTRA, IGNORED_SERVICES, NAMES, is_default
from .state import RECORDS


FROM_START = "_plumbline_from_start"


class Item(NamedTuple):
    """Something in a model: where it is, what it is called, what it is."""

    service: str
    attribute: str
    id: str
    value: Any


def watch() -> None:
    """Remembers what each model holds from the start. To be called before the first model is made."""
    original = AccountSpecificBackend.__getitem__

    def get(backends: Any, region: str) -> BaseBackend:
        backend = original(backends, region)
        if not hasattr(backend, FROM_START):  # then it has just been made
            setattr(backend, FROM_START, {item[:3] for item in items(backend)})
        return backend

    AccountSpecificBackend.__getitem__ = get  # type: ignore[method-assign]


def items(backend: BaseBackend) -> Iterator[Item]:
    """All that a model holds."""
    service = type(backend).__module__.split(".")[1]
    for attribute, value in vars(backend).items():
        for key, found in entries(value):
            yield Item(service, attribute, key, found)


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """What is in a collection: objects of moto's, or groups of them. Plain data is no resource."""
    if isinstance(value, dict):
        for key, inner in list(value.items()):
            if is_model(inner):
                yield str(key), inner
            elif isinstance(inner, (dict, list)):
                yield from entries(inner)
    elif isinstance(value, list):
        for inner in value:
            if is_model(inner):
                yield name_of(inner), inner
            elif isinstance(inner, (dict, list)):
                yield from entries(inner)


def is_model(value: Any) -> bool:
    """Whether this is an object of one of moto's classes."""
    return type(value).__module__.startswith("moto.") and not isinstance(value, BaseBackend)


def name_of(model: Any) -> str:
    """The best name that an object has."""
    for attribute in ("id", "arn", "name", "_id", "resource_id"):
        if isinstance(name := getattr(model, attribute, None), str):
            return name
    return type(model).__name__


def everything() -> list[dict[str, str]]:
    """Services, types and ids, in that order."""
    found = {(place.service, place.kind, text_of(key)) for place, held in RECORDS.items() for key in held}
    for backends in list(BackendDict._instances):
        if backends.service_name in IGNORED_SERVICES:
            continue
        for _account, _region, backend in list(backends.iter_backends()):
            found |= created(backend)
    return [dict(zip(("service", "type", "id"), one, strict=True)) for one in sorted(found)]


def created(backend: BaseBackend) -> set[tuple[str, str, str]]:
    """What a program created in one model."""
    from_start = getattr(backend, FROM_START, set())
    found = set()
    for item in items(backend):
        name = NAMES.get((item.service, item.attribute), item.attribute)
        if name is None or item[:3] in from_start or is_default(item.service, item.attribute, item.value):
            continue
        found.add((item.service, name, item.id))
    service = type(backend).__module__.split(".")[1]
    if extra := EXTRA.get(service):
        found |= {(service, kind, name) for kind, name in extra(backend)}
    return found


def text_of(key: Any) -> str:
    """An id; the parts of a compound one are joined as CloudFormation does."""
    return "|".join(key) if isinstance(key, tuple) else str(key)
