"""Prints the circle of imports among the modules of a Python package as JSON; null if there is none.

usage: imports.py <folder of the package>

An import counts wherever it is: at the top, in a function or under TYPE_CHECKING.
"""

import ast
import json
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path


def modules_of(package: Path) -> dict[str, Path]:
    """The files of a package, by module name."""
    names = {file: file.relative_to(package.parent).with_suffix("").parts for file in package.rglob("*.py")}
    return {".".join(parts).removesuffix(".__init__"): file for file, parts in names.items()}


def imports_of(module: str, file: Path, known: dict[str, Path]) -> set[str]:
    """The modules of the same package that a module imports."""
    package = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                found.add(inner if inner in known else source)
    return found & known.keys()


def main() -> None:
    """Sorts the modules so that each comes after its imports."""
    known = modules_of(Path(sys.argv[1]).resolve())
    graph = {module: imports_of(module, file, known) for module, file in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        print(json.dumps(error.args[1]))
    else:
        print("null")


if __name__ == "__main__":
    main()
