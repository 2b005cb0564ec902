"""Loads the corrections of all services and applies them to requests."""

import copy
import importlib
import pkgutil
from collections.abc import Iterable

import wrapt
from botocore.model import OperationNotFoundError
from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException

from . import cbor, services
from .protocol import Answer, Environ, Forward, ModelledRequest, Scope
from .registry import Call, Correction, Corrections, Service


def load(without: Iterable[str] = ()) -> dict[str, Service]:
    """The services with corrections, by name, except those in `without` ("all" for every one)."""
    left_out = set(without)
    found: dict[str, Service] = {}
    for module in pkgutil.iter_modules(services.__path__):
        if "all" in left_out or module.name.rstrip("_").replace("_", "-") in left_out:
            continue
        contents = vars(importlib.import_module(f"{services.__name__}.{module.name}"))
        found |= {value.name: value for value in contents.values() if isinstance(value, Service)}
    for service in found.values():
        for name, change in service.patches:
            wrapt.register_post_import_hook(change, name)
    return found


def listing() -> list[Correction]:
    """All corrections, in the order of docs/emulator.md."""
    return [one for _, service in sorted(load().items()) for one in service.corrections]


def markdown() -> str:
    """The table in docs/emulator.md: corrections of one service for the same reason share a row."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for one in listing():
        grouped.setdefault((one.service, one.kind, one.why), []).append(one.what)
    lines = ["| service | what the emulator does | without it |", "| --- | --- | --- |"]
    for (service, kind, why), what in grouped.items():
        lines.append(f"| {service} | {kind} {', '.join(what)} | {why} |")
    return "\n".join(lines)


class Corrector:
    """Applies the corrections to requests and to the answers of moto."""

    def __init__(self, known: dict[str, Service]):
        self.services = known

    def handle(self, environ: Environ, body: bytes, scope: Scope, account: str, forward: Forward) -> Answer:
        """Answers a request: with a correction, with moto's answer, or with moto's answer corrected."""
        wire = self._wire(environ, body, scope)
        if wire is None:
            return forward(environ, body)
        service = self.services["cloudwatch" if isinstance(wire, cbor.CborRequest) else scope.service]
        registered = service.operations.get(wire.name, Corrections())
        if not (registered.operation or registered.before or registered.after or service.cbor):
            return forward(environ, body)

        base = f"http://{environ['HTTP_HOST']}"
        call = Call(service, wire.name, account, scope.region, wire.params(), base)
        for handler in [*registered.before, *filter(None, [registered.operation])]:
            try:
                result = handler(call)
            except ServiceException as error:
                return wire.write(error)
            if result is not None:
                return wire.write(result)

        answer, result = wire.ask(forward, parsed=bool(registered.after))
        if result is None or not registered.after:
            return answer
        untouched = copy.deepcopy(result)
        for edit in registered.after:
            edit(call, result)
        return answer if result == untouched else wire.write(result)

    def _wire(self, environ: Environ, body: bytes, scope: Scope) -> ModelledRequest | cbor.CborRequest | None:
        """The parsed request; None if its service has no corrections or its operation is not in the model."""
        if environ["PATH_INFO"].startswith(cbor.PREFIX) and "cloudwatch" in self.services:
            return cbor.CborRequest(environ, body)
        if scope.service not in self.services:
            return None
        try:
            return ModelledRequest(scope.service, environ, body)
        except (
            HTTPException,
            OperationNotFoundError,
        ):  # not in the model; moto may implement it
            return None
