"""What the emulator itself holds, beside moto: records, notes and tags.

*Records* are resources that moto does not know at all; they are part of the inventory. *Notes* are
properties of moto's resources that moto drops. Everything is kept apart by account and region, and only
in memory: a restarted emulator is an empty AWS account.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from moto.core.exceptions import ServiceException

WORLDWIDE = "worldwide"
"""The "region" of services that have none, such as CloudFront."""


class Missing(ServiceException):
    """The service's own "there is no such thing", with the error code that its API documents."""

    def __init__(self, code: str = "ResourceNotFoundException", message: str = "not found"):
        super().__init__(code, message)


class Place(NamedTuple):
    """Where something is held."""

    account: str
    region: str
    service: str
    kind: str


class Records(dict[Any, Any]):
    """The resources of one kind, by the name or id that the API uses for them."""

    def find(self, key: Any, code: str = "ResourceNotFoundException") -> Any:
        """The record, or the error that AWS answers."""
        if key not in self:
            raise Missing(code, f"{key} not found")
        return self[key]


RECORDS: defaultdict[Place, Records] = defaultdict(Records)
NOTES: defaultdict[Place, Records] = defaultdict(Records)
TAGS: defaultdict[str, dict[str, str]] = defaultdict(dict)
"""Tags by ARN, for everything whose tags moto does not keep."""


def tag_map(given: Any) -> dict[str, str]:
    """Tags as a plain map: services write them as a map, or as a list under differently spelt names."""
    if isinstance(given, dict):
        return given
    tags = {}
    for entry in given or []:
        key, value = (entry.get(a) or entry.get(a.lower()) or entry.get("Tag" + a) for a in ("Key", "Value"))
        tags[key] = value or ""
    return tags
