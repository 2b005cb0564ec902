"""Finds what a request has that its model does not, and what has another type, in the text as it was sent.

The parsers leave out what the model lacks: a property that AWS would refuse, or drop, would look as if it
were set.
"""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from werkzeug.wrappers import Request

from .constraints import Fault

_OF_EVERY_REQUEST = {
    "Action",
    "Version",
    "AWSAccessKeyId",
    "SignatureMethod",
    "SignatureVersion",
    "Timestamp",
}
_KINDS: dict[str, tuple[type[Any], ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "blob": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float, str),  # "NaN" and "Infinity" are written as text
    "double": (int, float, str),
    "timestamp": (int, float, str),
}


def faults_in(protocol: str, operation: Any, request: Request, body: bytes) -> list[Fault]:
    """The members that the model of the operation lacks, and those of another type."""
    shape = operation.input_shape
    if protocol in ("query", "ec2"):
        return list(_parameters(request, shape, protocol == "ec2"))
    if shape is None or not body:
        return []
    payload = shape.serialization.get("payload")
    inner = shape.members[payload] if payload else shape
    if inner.type_name != "structure" or inner.serialization.get("eventstream"):
        return []
    found: list[Fault] = []
    if protocol.endswith("json"):
        try:
            value = json.loads(body)
        except ValueError:
            return [Fault("", "type", "The body must be JSON", "body")]
        _json(value, inner, "", found, rest=protocol == "rest-json" and not payload)
    elif protocol == "rest-xml":
        try:
            root = ElementTree.fromstring(body)
        except ElementTree.ParseError:
            return [Fault("", "type", "The body must be XML", "body")]
        _xml(root, inner, "", found)
    return found


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


# Parameters of a form


def _parameters(request: Request, shape: Any, ec2: bool) -> Iterator[Fault]:
    for name, value in request.values.items():
        if name in _OF_EVERY_REQUEST or name.lower().startswith("x-amz-"):
            continue
        kind = _query(name.split("."), shape, ec2) if shape is not None else None
        if kind is None:
            yield Fault(name, "unknown", f"The parameter {name} is not recognized", name)
        elif value and not _parses(kind, value):
            yield Fault(name, "type", f"Member must be of type {kind}", "text")


def _query(parts: list[str], shape: Any, ec2: bool) -> str | None:
    """The type of the parameter with this name; None if the model has none."""
    if not parts:
        return str(shape.type_name)
    first, rest = parts[0], parts[1:]
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if first in _names(name, member, ec2) and (kind := _query(rest, member, ec2)):
                return kind
        return None
    if shape.type_name == "list":
        if not ec2 and not shape.serialization.get("flattened"):
            if first != shape.member.serialization.get("name", "member"):
                return None
            first, rest = (rest[0], rest[1:]) if rest else ("", [])
        return _query(rest, shape.member, ec2) if first.isdigit() else None
    if shape.type_name == "map":
        if not shape.serialization.get("flattened"):
            if first != "entry" or not rest:
                return None
            first, rest = rest[0], rest[1:]
        if not first.isdigit() or not rest:
            return None
        key = shape.key.serialization.get("name", "key")
        value = shape.value.serialization.get("name", "value")
        if rest == [key]:
            return "string"
        return _query(rest[1:], shape.value, ec2) if rest[0] == value else None
    return None


def _names(name: str, member: Any, ec2: bool) -> set[str]:
    serialization = member.serialization
    if ec2:
        if "queryName" in serialization:
            return {serialization["queryName"]}
        written = serialization.get("name", name)
        return {written[:1].upper() + written[1:]}
    if member.type_name == "list" and serialization.get("flattened"):
        inner = member.member.serialization.get("name")
        return {inner} if inner else {serialization.get("name", name)}
    compatible = serialization.get("locationNameForQueryCompatibility")
    return {compatible or serialization.get("name", name)}


# JSON


def _json(value: Any, shape: Any, path: str, found: list[Fault], rest: bool = False) -> None:
    if value is None or getattr(shape, "is_document_type", False):
        return
    allowed: Any = _KINDS.get(shape.type_name, (object,))
    # To Python a boolean is a number, to AWS it is none.
    if not isinstance(value, allowed) or (isinstance(value, bool) and int in allowed):
        if not (isinstance(value, float) and value.is_integer() and int in allowed):
            found.append(
                Fault(path, "type", f"Member must be of type {shape.type_name}", type(value).__name__)
            )
        return
    if shape.type_name == "structure":
        members = {
            member.serialization.get("name", name): member
            for name, member in shape.members.items()
            if not (rest and "location" in member.serialization)
        }
        for name, inner in value.items():
            if name in members:
                _json(inner, members[name], _join(path, name), found)
            elif inner is not None and name != "__type":
                found.append(Fault(_join(path, name), "unknown", "The member is not recognized", name))
    elif shape.type_name == "list":
        for index, inner in enumerate(value, 1):
            _json(inner, shape.member, f"{path}.{index}.member", found)
    elif shape.type_name == "map":
        for name, inner in value.items():
            _json(inner, shape.value, _join(path, name), found)


# XML


def _xml(node: ElementTree.Element, shape: Any, path: str, found: list[Fault]) -> None:
    if shape.type_name == "structure":
        members = {_element(name, member): member for name, member in shape.members.items()}
        for child in node:
            name = _tag(child)
            if name not in members:
                found.append(Fault(_join(path, name), "unknown", "The element is not recognized", name))
                continue
            member = members[name]
            flat = member.type_name == "list" and member.serialization.get("flattened")
            _xml(child, member.member if flat else member, _join(path, name), found)
    elif shape.type_name == "list":
        wanted = shape.member.serialization.get("name", "member")
        for child in node:
            if _tag(child) == wanted:
                _xml(child, shape.member, _join(path, wanted), found)
            else:
                name = _tag(child)
                found.append(Fault(_join(path, name), "unknown", "The element is not recognized", name))
    elif not _parses(shape.type_name, node.text or ""):
        found.append(Fault(path, "type", f"Member must be of type {shape.type_name}", "text"))


def _element(name: str, member: Any) -> str:
    if member.type_name == "list" and member.serialization.get("flattened"):
        inner = member.member.serialization.get("name")
        if inner:
            return str(inner)
    return str(member.serialization.get("name", name)).split(":")[-1]


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rsplit("}", 1)[-1]


def _parses(kind: str, text: str) -> bool:
    """Whether a text can be read as that type."""
    if kind == "boolean":
        return text.strip().lower() in ("true", "false")
    return kind not in ("integer", "long") or text.strip().removeprefix("-").isdigit()
