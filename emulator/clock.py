"""The time, as moto's serialisers want it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC, without the zone: moto's own times have none."""
    return datetime.now(UTC).replace(tzinfo=None)
