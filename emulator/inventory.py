"""Everything that was created in the emulated accounts."""

from .state import RECORDS


def everything() -> list[dict[str, str]]:
    """To come."""
    return [
        {"service": place.service, "type": place.kind, "id": str(key)}
        for place, held in RECORDS.items()
        for key in held
    ]
