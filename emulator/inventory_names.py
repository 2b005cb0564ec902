from typing import Any

NAMES: dict[tuple[str, str], str | None] = {}
IGNORED_SERVICES: set[str] = set()
EXTRA: dict[str, Any] = {}


def is_default(service: str, attribute: str, value: Any) -> bool:
    return False
