"""Finds CloudFront distributions by id, domain name or alias."""

from fnmatch import fnmatchcase
from typing import Any

from moto.backends import get_backend

from emulator.state import NOTES, WORLDWIDE

from .requests import values


class Distribution:
    """A distribution with its configuration."""

    def __init__(self, account: str, identifier: str, config: dict[str, Any]):
        self.account, self.id, self.config = account, identifier, config
        self.arn = f"arn:aws:cloudfront::{account}:distribution/{identifier}"

    def names(self) -> list[str]:
        """Its domain name and its alternate names."""
        known = get_backend("cloudfront")[self.account]["aws"].distributions
        return [known[self.id].domain_name.lower(), *map(str.lower, values(self.config.get("Aliases")))]

    def behavior(self, path: str) -> dict[str, Any]:
        """The cache behavior for a path: the first whose pattern matches, or the default."""
        for behavior in values(self.config.get("CacheBehaviors")):
            if fnmatchcase(path.lstrip("/"), behavior["PathPattern"].lstrip("/")):
                return behavior
        return self.config["DefaultCacheBehavior"]

    def origin(self, behavior: dict[str, Any]) -> dict[str, Any]:
        """The origin of a cache behavior."""
        wanted = behavior["TargetOriginId"]
        return next(origin for origin in values(self.config["Origins"]) if origin["Id"] == wanted)


def find(name: str) -> Distribution | None:
    """The distribution with this id, domain name (or its first part) or alias."""
    wanted = name.lower()
    for place, held in NOTES.items():
        if (place.service, place.kind, place.region) != ("cloudfront", "distribution", WORLDWIDE):
            continue
        known = get_backend("cloudfront")[place.account]["aws"].distributions
        for identifier, config in held.items():
            if identifier not in known:
                continue
            domain = known[identifier].domain_name.lower()
            aliases = [alias.lower() for alias in values(config.get("Aliases"))]
            if wanted in (identifier.lower(), domain, domain.split(".")[0], *aliases):
                return Distribution(place.account, identifier, config)
    return None
