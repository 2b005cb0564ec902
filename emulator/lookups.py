"""What moto and its libraries look up anew for each request or service, and what never changes.

Together it is a fifth of what the emulator computes during a deployment.
"""

from collections.abc import Callable, Hashable

from botocore.loaders import Loader
from moto import backends
from werkzeug.routing import Rule


def keep() -> None:
    """Makes them look once."""
    modules = tuple(backends.list_of_moto_modules())
    _replace(backends, "list_of_moto_modules", lambda: modules)
    _replace(Loader, "list_available_services", _once_for_all_loaders(Loader.list_available_services))
    _replace(Rule, "_compile_builder", _when_needed(Rule._compile_builder))


def _replace(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


def _once_for_all_loaders(find: Callable[[Loader, str], list[str]]) -> Callable[[Loader, str], list[str]]:
    """The services of which the SDK has models: each loader would go through a thousand folders for them."""
    known: dict[Hashable, list[str]] = {}

    def services(loader: Loader, type_name: str) -> list[str]:
        key = (tuple(loader.search_paths), type_name)
        if key not in known:
            known[key] = find(loader, type_name)
        return known[key]

    return services


Build = Callable[..., tuple[str, str]]


def _when_needed(compile_builder: Callable[[Rule, bool], Build]) -> Callable[..., Build]:
    """The function that makes a URL from the name of an endpoint, which moto never asks for."""

    def later(rule: Rule, append_unknown: bool = True) -> Build:
        made: list[Build] = []

        def build(*args: object, **parts: object) -> tuple[str, str]:
            if not made:
                made.append(compile_builder(rule, append_unknown))
            return made[0](*args, **parts)

        return build

    return later
