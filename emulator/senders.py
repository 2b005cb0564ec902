"""Who may send e-mail: identities of SES whose records are in a public zone of the same account."""

from typing import Any

from moto.backends import get_backend

from .state import NOTES, Place, Records


def identities(account: str, region: str) -> Records:
    """What moto does not keep of identities, by their names."""
    return NOTES[Place(account, region, "sesv2", "identity")]


def public_records(account: str, kind: str) -> set[str]:
    """The names of all records of a kind in the public zones of an account."""
    zones = get_backend("route53")[account]["aws"].zones.values()
    entries: list[Any] = [entry for zone in zones if not zone.private_zone for entry in zone.rrsets]
    return {entry.name.rstrip(".").lower() for entry in entries if entry.type == kind}


def is_signed(account: str, region: str, name: str) -> bool:
    """Whether the records of DKIM are there. An address counts as confirmed: nobody reads its mail here."""
    if "@" in name:
        return True
    tokens = identities(account, region).get(name, {}).get("DkimAttributes", {}).get("Tokens", [])
    there = public_records(account, "CNAME")
    return all(f"{token}._domainkey.{name}".lower() in there for token in tokens)


def is_verified(account: str, region: str, sender: str) -> bool:
    """Whether SES sends for a domain or an address: an identity, or below one, whose records are there."""
    known = get_backend("ses")[account][region].email_identities
    host = sender.rsplit("@", 1)[-1].lower()
    above = [".".join(host.split(".")[index:]) for index in range(host.count("."))]
    return any(name in known and is_signed(account, region, name) for name in (sender, *above))
