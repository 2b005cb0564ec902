"""The state that the emulator keeps beside moto: records, notes and tags.

*Records* are resources of types that moto does not have; the inventory lists them. *Notes* are properties of
moto's resources that moto drops. All are kept per account and region, in memory only: a restarted emulator is
an empty AWS account.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from moto.core.exceptions import ServiceException

WORLDWIDE = "worldwide"
"""The region of services that have none, such as CloudFront."""


class Missing(ServiceException):
    """The error of a service for a missing resource, with the code that its API documents."""

    def __init__(self, code: str = "ResourceNotFoundException", message: str = "not found"):
        super().__init__(code, message)


class Refused(ServiceException):
    """The error with which AWS refuses a request: code and message are AWS's own."""

    def __init__(self, code: str, message: str):
        super().__init__(code, message)


class Place(NamedTuple):
    """The account, region, service and kind of records or notes."""

    account: str
    region: str
    service: str
    kind: str


class Records(dict[Any, Any]):
    """The resources of one kind, by the name or id that the API uses."""

    def find(self, key: Any, code: str = "ResourceNotFoundException") -> Any:
        """The record. Raises Missing with the code if there is none."""
        if key not in self:
            raise Missing(code, f"{key} not found")
        return self[key]


RECORDS: defaultdict[Place, Records] = defaultdict(Records)
NOTES: defaultdict[Place, Records] = defaultdict(Records)
TAGS: defaultdict[str, dict[str, str]] = defaultdict(dict)
"""Tags by ARN, of resources whose tags moto does not keep."""


def tag_map(given: Any) -> dict[str, str]:
    """Tags as a map. Services send a map, or a list whose keys are spelt Key, key or TagKey."""
    if isinstance(given, dict):
        return given
    tags = {}
    for entry in given or []:
        key, value = (entry.get(a) or entry.get(a.lower()) or entry.get("Tag" + a) for a in ("Key", "Value"))
        tags[key] = value or ""
    return tags
