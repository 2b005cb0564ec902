"""Runs the checks against an emulator: python -m checks <address>. Prints the results as JSON."""

import importlib
import json
import pkgutil
import traceback

import checks

from .support import CHECKS


def main() -> None:
    """Runs every check, whether or not others fail."""
    for module in pkgutil.iter_modules(checks.__path__, "checks."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    results = []
    for service, name, function in CHECKS:
        try:
            function()
            problem = None
        except Exception as error:  # noqa: BLE001  a failed check is a row of the report
            line = traceback.extract_tb(error.__traceback__)[1].line if error.__traceback__ else ""
            problem = f"{type(error).__name__}: {error} ({line})"
        results.append({"service": service, "name": name, "problem": problem})
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
