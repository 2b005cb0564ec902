"""Loads the corrections of all services and applies them to requests."""

import copy
import importlib
import pkgutil
from collections.abc import Iterable

import wrapt
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException

from . import cbor, models, refusals, services
from .models.exceptions import EXEMPTIONS
from .permissions import gate
from .permissions.needs import Request
from .permissions.resources import Place
from .protocol import Answer, Environ, Forward, ModelledRequest, Scope, action_of, names_bucket_in_path
from .registry import Call, Correction, Corrections, Params, Service
from .state import Refused


def load(without: Iterable[str] = ()) -> dict[str, Service]:
    """The services with corrections, by name, except those in `without` ("all" for every one)."""
    left_out = set(without)
    found: dict[str, Service] = {}
    if "all" in left_out:
        return found
    for package in (services, refusals):
        for module in pkgutil.iter_modules(package.__path__):
            contents = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
            for value in [value for value in contents.values() if isinstance(value, Service)]:
                # A module may add to a service that another one has.
                if value.name in left_out:
                    continue
                if found.setdefault(value.name, value) is not value:
                    found[value.name].absorb(value)
    for service in found.values():
        for name, change in service.patches:
            wrapt.register_post_import_hook(change, name)
    return found


_LISTED: list[Correction] = []


def listing() -> list[Correction]:
    """All corrections, in the order of docs/reference/corrections.md."""
    if not _LISTED:
        _LISTED.extend(one for _, service in sorted(load().items()) for one in service.corrections)
    return _LISTED


def markdown() -> str:
    """The tables in docs/reference/corrections.md: those of one service for the same reason share a row."""
    answered: dict[tuple[str, str, str], list[str]] = {}
    refused: dict[tuple[str, str, str], list[str]] = {}
    for one in listing():
        if one.source:
            refused.setdefault((one.service, one.why, one.source), []).append(one.what)
        else:
            answered.setdefault((one.service, one.kind, one.why), []).append(one.what)
    lines = ["| service | what the emulator does | without it |", "| --- | --- | --- |"]
    for (service, kind, why), what in answered.items():
        lines.append(f"| {service} | {kind} {', '.join(what)} | {why} |")
    lines += ["", "## Refused as by AWS", "", _REFUSED, ""]
    lines += ["| service | operation | what is refused | source |", "| --- | --- | --- | --- |"]
    for (service, why, source), what in refused.items():
        lines.append(f"| {service} | {', '.join(what)} | {why} | [AWS]({source}) |")
    lines += ["", "## Accepted against the model", "", _EXEMPT, ""]
    lines += ["| service | operation | member | why | source |", "| --- | --- | --- | --- | --- |"]
    for exempt in EXEMPTIONS:
        operations = ", ".join(sorted(exempt.operations))
        member = f"{exempt.path} ({exempt.kind})"
        lines.append(
            f"| {exempt.service} | {operations} | {member} | {exempt.why} | [AWS]({exempt.source}) |"
        )
    return "\n".join(lines)


_REFUSED = (
    "Every request is held against AWS's model of its operation first (botocore's): members it lacks, "
    "required ones, types, lengths, patterns and allowed values, in each protocol. What no model says is "
    "refused by these rules, with AWS's own code and message."
)
_EXEMPT = "Where AWS accepts what its model forbids, the emulator does too."


class Corrector:
    """Applies the corrections to requests and to the answers of moto.

    `strict` holds every request against AWS's model of its operation first, and the caller's policies.
    """

    def __init__(self, known: dict[str, Service], *, strict: bool = True):
        self.services = known
        self.strict = strict

    def handle(self, environ: Environ, body: bytes, scope: Scope, account: str, forward: Forward) -> Answer:
        """Answers a request: with a correction, with moto's answer, or with moto's answer corrected."""
        wire = self._wire(environ, body, scope)
        if wire is None:
            return self._denied(environ, body, scope, account) or forward(environ, body)
        name = "cloudwatch" if isinstance(wire, cbor.CborRequest) else scope.service
        service = self.services.get(name) or Service(name)
        registered = service.operations.get(wire.name, Corrections())
        handlers = [*registered.refuse, *registered.before, *filter(None, [registered.operation])]
        corrected = handlers or registered.after or service.cbor
        if not (corrected or self.strict):
            return forward(environ, body)
        try:
            params = self._checked(name, wire) if self.strict else wire.params()
        except Refused as error:
            return wire.write(error)
        if self.strict:
            request = Request(name, wire.name, params, Place(account, scope.region))
            if denied := gate.refuse(scope.access_key, request, environ):
                return denied
        if not corrected:
            return forward(environ, body)

        base = f"http://{environ['HTTP_HOST']}"
        call = Call(service, wire.name, account, scope.region, params, base)
        for handler in handlers:
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

    def _denied(self, environ: Environ, body: bytes, scope: Scope, account: str) -> Answer | None:
        """The refusal of a request that is not corrected, because it is written otherwise or in no model."""
        if not self.strict or not gate.judges(scope.access_key):
            return None
        place = Place(account, scope.region)
        other = gate.as_modelled(environ, scope.service)
        try:
            if other is None:
                raise NotImplementedError
            wire = ModelledRequest(other[1], other[0], body)
            request = Request(other[1], wire.name, wire.params(), place)
        except (HTTPException, OperationNotFoundError, UnknownServiceError, NotImplementedError):
            request = Request(scope.service, action_of(environ, body).split(" ")[0], {}, place)
        return gate.refuse(scope.access_key, request, environ)

    def _checked(self, service: str, wire: ModelledRequest | cbor.CborRequest) -> Params:
        """The parameters. Raises Refused if AWS's model of the operation forbids them."""
        if error := models.refused(service, wire):
            raise error
        params = wire.params()
        if error := models.forbidden(service, wire, params):
            raise error
        return params

    def _wire(self, environ: Environ, body: bytes, scope: Scope) -> ModelledRequest | cbor.CborRequest | None:
        """The parsed request; None if nobody asks for it or its operation is not in the model."""
        if environ["PATH_INFO"].startswith(cbor.PREFIX) and "cloudwatch" in self.services:
            return cbor.CborRequest(environ, body)
        if scope.service not in self.services and not self.strict:
            return None
        if scope.service == "s3" and not names_bucket_in_path(environ):
            return None  # the model has it in the path
        try:
            return ModelledRequest(scope.service, environ, body)
        except (HTTPException, OperationNotFoundError, UnknownServiceError, NotImplementedError):
            return None  # not in the model; moto may implement it
