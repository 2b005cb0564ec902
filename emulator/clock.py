"""The time, in the form that moto's serialisers take."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC, without the zone: moto's own times have none."""
    return datetime.now(UTC).replace(tzinfo=None)
