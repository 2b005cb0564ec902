"""Prints the patterns of AWS's models that the emulator can't hold a value against, as JSON.

usage: patterns.py <service>...
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from moto.core.utils import get_service_model

from emulator.models.patterns import compiled


def main() -> None:
    """Compiles every pattern of the named services."""
    broken, count = [], 0
    for service in sys.argv[1:]:
        shapes = get_service_model(service)._service_description["shapes"]
        for name, shape in shapes.items():
            if pattern := shape.get("pattern"):
                count += 1
                try:
                    compiled(pattern)
                except (re.error, ValueError) as error:
                    broken.append({"service": service, "shape": name, "error": str(error)})
    samples: dict[str, list[tuple[str, bool]]] = {
        r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)": [("Größe 1", True), ("a#b", False)],
        r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*": [
            ("a\U0001f600", True),
            ("\0", False),
        ],
        r"^(?![^:\\]*/action/|(?i).*<script>.*</script>.*)[^:\\]+$": [
            ("monthly", True),
            ("<SCRIPT></script>", False),
        ],
        r"[\w-_]*": [("a-b", True), ("a b", False)],
        r"\p{Print}+": [("abc", True), ("\t", False)],
        "[a-z]+": [("abc", True), ("abc1", False)],
    }
    wrong = [
        {"pattern": pattern, "value": value}
        for pattern, values in samples.items()
        for value, matches in values
        if bool(compiled(pattern).fullmatch(value)) != matches
    ]
    print(json.dumps({"count": count, "broken": broken, "wrong": wrong}))


if __name__ == "__main__":
    main()
