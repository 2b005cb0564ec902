"""The account in which stand-ins are made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from emulator.clients import Aws

Entry = dict[str, Any]
"""An entry of `plumbline:existing`, as its schema has it; what is not given is not there."""


@dataclass
class Making:
    """One account and region, and what the stacks that are rehearsed there name."""

    aws: Aws
    edge: Aws
    """The same in us-east-1, where CloudFront looks for certificates."""
    region: str
    entries: dict[str, list[Entry]]
    """By kind, as below `plumbline:existing`."""
    domains: list[str] = field(default_factory=list)
    """Of the stacks."""
    senders: list[str] = field(default_factory=list)
    """Identities of SES that somebody has verified."""
    ids: dict[str, str] = field(default_factory=dict)
    """Ids as they are given, and those that the account has chosen in their place."""

    def named(self, kind: str, *keys: str) -> dict[str, list[Entry]]:
        """The entries of a kind by what they name with one of the keys: several stacks may name the same."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.get(kind, []):
            for key in keys:
                if entry.get(key):
                    found.setdefault(entry[key], []).append(entry)
        return found

    def zones(self) -> list[str]:
        """The zones of the region."""
        answer = self.aws("ec2").describe_availability_zones()
        return [zone["ZoneName"] for zone in answer["AvailabilityZones"]]


def resource_of(given: str) -> str:
    """The last part of an ARN, or the name that stands in its place: `table/projects`, `projects`."""
    return given.split(":", 5)[5] if given.startswith("arn:") else given


def name_of(given: str) -> str:
    """The name of something that is given by name or ARN."""
    return re.sub(r"^(table/|secret:)", "", resource_of(given))


def names_of(given: Iterable[str]) -> list[str]:
    """The same of several, each once."""
    return sorted({name_of(one) for one in given})
