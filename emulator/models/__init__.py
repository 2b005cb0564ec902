"""Holds requests against AWS's own service models, as botocore has them."""

from emulator.cbor import CborRequest
from emulator.protocol import ModelledRequest
from emulator.registry import Params
from emulator.state import Refused

from .codes import refusal
from .constraints import faults_of
from .exceptions import without_exempt
from .members import faults_in


def refused(service: str, wire: ModelledRequest | CborRequest) -> Refused | None:
    """The error for what was sent, if its types and members are not those of the model."""
    if isinstance(wire, CborRequest):
        return None  # CBOR has types, and is read by the model
    found = faults_in(wire.protocol, wire.operation, wire.request, wire.body)
    found = without_exempt(service, wire.name, found)
    return refusal(service, wire.protocol, found) if found else None


def forbidden(service: str, wire: ModelledRequest | CborRequest, params: Params) -> Refused | None:
    """The error for the parameters, if the model of the operation forbids them."""
    found = without_exempt(service, wire.name, faults_of(service, wire.name, params))
    protocol = "" if isinstance(wire, CborRequest) else wire.protocol
    return refusal(service, protocol, found) if found else None
