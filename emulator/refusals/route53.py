"""Route 53: names and values of records, records that exclude each other."""

import ipaddress
import re
from typing import Any

from emulator.registry import Call, Service
from emulator.state import Refused

route53 = Service("route53", worldwide=True)
_GUIDE = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.){0,255}"(?:\s*"(?:[^"\\]|\\.){0,255}")*', re.DOTALL)
_MX = re.compile(r"\d{1,5}\s+\S+")


def refused(text: str) -> Refused:
    """The error for a change."""
    return Refused("InvalidChangeBatch", f"[{text}]")


def whole(name: str) -> str:
    """A name as Route 53 writes it."""
    return name.lower().rstrip(".") + "."


@route53.refuse("ChangeResourceRecordSets", source=f"{_GUIDE}/ResourceRecordTypes.html#CNAMEFormat")
def exclusive_names(call: Call) -> None:
    """A CNAME at the top of a zone or beside other records of its name, or others beside a CNAME."""
    zone = call.backend().zones.get(str(call["HostedZoneId"]).rsplit("/", 1)[-1])
    if zone is None:
        return
    held = {(whole(one.name), one.type, one.set_identifier) for one in zone.rrsets}
    for change in call["ChangeBatch"]["Changes"]:
        record = change["ResourceRecordSet"]
        name, kind = whole(record["Name"]), record["Type"]
        entry = (name, kind, record.get("SetIdentifier"))
        if change["Action"] == "DELETE":
            held.discard(entry)
            continue
        others = {other for where, other, _ in held if where == name}
        place = f"RRSet of type {kind} with DNS name {name} is not permitted"
        if kind == "CNAME" and name == whole(zone.name):
            raise refused(f"{place} at apex in zone {whole(zone.name)}")
        if (kind == "CNAME" and others - {"CNAME"}) or (kind != "CNAME" and "CNAME" in others):
            message = "because a conflicting RRSet with the same DNS name already exists in zone"
            raise refused(f"{place} {message} {whole(zone.name)}")
        held.add(entry)


def fault(kind: str, value: str) -> str:
    """What is wrong with the value of a record; empty if nothing is."""
    illegal = "Invalid Resource Record: 'FATAL problem: "
    if kind in ("A", "AAAA"):
        version = 4 if kind == "A" else 6
        try:
            valid = ipaddress.ip_address(value).version == version
        except ValueError:
            valid = False
        code = f"{kind}RRDATAIllegalIPv{version}Address (Value is not a valid IPv{version} address)"
        return "" if valid else f"{illegal}{code} encountered with '{value}''"
    if kind in ("TXT", "SPF") and not _QUOTED.fullmatch(value):
        if value.startswith('"') and value.endswith('"') and len(value) > 257:
            return f"{illegal}CharacterStringTooLong (Value is too long) encountered with '{value[:40]}…''"
        code = "InvalidCharacterString (Value should be enclosed in quotation marks)"
        return f"{illegal}{code} encountered with '{value}''"
    if kind == "MX" and not _MX.fullmatch(value):
        return f"{illegal}MXRRDATANotTwoFields (MX record doesn't have 2 fields) encountered with '{value}''"
    return ""


@route53.refuse("ChangeResourceRecordSets", source=f"{_GUIDE}/ResourceRecordTypes.html")
def values(call: Call) -> None:
    """Addresses that are none, texts without quotation marks or too long, mail hosts without priority."""
    for change in call["ChangeBatch"]["Changes"]:
        record: dict[str, Any] = change["ResourceRecordSet"]
        if change["Action"] == "DELETE":
            continue
        for one in record.get("ResourceRecords") or []:
            if told := fault(record["Type"], one["Value"]):
                raise refused(told)


@route53.refuse(
    "DeleteHostedZone",
    source="https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html",
)
def signed_zones(call: Call) -> None:
    """A zone that has a key signing key."""
    zone = str(call["Id"]).rsplit("/", 1)[-1]
    if any(owner == zone for owner, _ in call.records("KeySigningKey")):
        raise Refused(
            "HostedZoneNotEmpty",
            "The specified hosted zone contains DNSSEC Key Signing Keys and so cannot be deleted.",
        )
