"""Registers corrections: the decorators and methods that the files in `services/` use.

    ec2 = Service("ec2")

    @ec2.operation("MonitorInstances")        an operation that moto lacks: call -> answer
    @ec2.before("DescribeTags")               an operation that moto has for some resources: None asks moto
    @ec2.after("DescribeInstances")           a wrong or incomplete answer of moto, edited in place
    @ec2.patch("moto.ec2.models")             a change in a module of moto, once it is imported
    rds.echo({...}, ...)                      properties that moto drops: kept when written, added when read
    xray.tagging(...)                         the three tag operations of a service
    @ec2.refuse("CreateSubnet", source="…")   what AWS refuses and moto accepts: raises Refused

The first line of a handler's docstring (or `why`) states the fault without the correction. It is required:
`docs/emulator.md` lists these lines.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from moto.backends import get_backend
from moto.utilities.utils import get_partition

from .state import NOTES, RECORDS, TAGS, WORLDWIDE, Place, Records, tag_map

Params = dict[str, Any]
Handler = Callable[["Call"], Any]
After = Callable[["Call", Params], None]


@dataclass(frozen=True)
class Call:
    """A parsed request: account, region, operation and parameters."""

    service: "Service"
    operation: str
    account: str
    region: str
    params: Params
    base: str = ""
    """The emulator's address, as the client used it."""

    def __getitem__(self, name: str) -> Any:
        return self.params[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a parameter, or the default if the request lacks it."""
        return self.params.get(name, default)

    def pick(self, *names: str) -> Params:
        """The named parameters that the request has."""
        return {name: self.params[name] for name in names if name in self.params}

    def _place(self, kind: str) -> Place:
        region = WORLDWIDE if self.service.worldwide else self.region
        return Place(self.account, region, self.service.name, kind)

    def records(self, kind: str) -> Records:
        """The resources of a kind that moto does not have. The inventory lists them."""
        return RECORDS[self._place(kind)]

    def notes(self, kind: str) -> Records:
        """Properties of moto's resources that moto drops."""
        return NOTES[self._place(kind)]

    def tag(self, arn: str, tags: Any) -> None:
        """Adds tags, in any shape that a service uses (see `tag_map`)."""
        TAGS[arn].update(tag_map(tags))

    def arn(self, rest: str, service: str = "") -> str:
        """An ARN of this service in the caller's account, without a region if the service is worldwide."""
        region = "" if self.service.worldwide else self.region
        return (
            f"arn:{get_partition(self.region)}:{service or self.service.name}:{region}:{self.account}:{rest}"
        )

    def backend(self) -> Any:
        """moto's model of this service, for this account and region."""
        region = get_partition(self.region) if self.service.worldwide else self.region
        name: Any = self.service.backend  # moto's overloads take literals only
        return get_backend(name)[self.account][region]


@dataclass(frozen=True)
class Correction:
    """A row of a table in docs/reference/corrections.md. A refusal has its source, a page of AWS."""

    service: str
    kind: str
    what: str
    why: str
    source: str = ""


@dataclass
class Corrections:
    """The handlers of one operation."""

    refuse: list[Handler] = field(default_factory=list)
    operation: Handler | None = None
    before: list[Handler] = field(default_factory=list)
    after: list[After] = field(default_factory=list)


class Service:
    """The corrections of one service, under botocore's name for it."""

    def __init__(self, name: str, *, worldwide: bool = False, backend: str = "", cbor: str = ""):
        self.name = name
        self.worldwide = worldwide
        self.backend = backend or name
        self.cbor = cbor
        """The reason for translating CBOR requests for moto; empty for no translation."""
        self.operations: defaultdict[str, Corrections] = defaultdict(Corrections)
        self.patches: list[tuple[str, Callable[[ModuleType], None]]] = []
        self.corrections: list[Correction] = []
        if cbor:
            self._list("translates", "smithy-rpc-v2-cbor", cbor)

    def _list(self, kind: str, what: str, why: str | None) -> None:
        if not why or not why.strip():
            raise ValueError(f"{self.name}: {what} is registered without saying why")
        self.corrections.append(Correction(self.name, kind, what, why.strip().splitlines()[0]))

    def absorb(self, other: "Service") -> None:
        """Takes over what another file registers for the same service."""
        for name, registered in other.operations.items():
            self.operations[name].refuse += registered.refuse
        self.corrections += other.corrections

    def refuse(self, *names: str, source: str) -> Callable[[Handler], Handler]:
        """Refuses requests that AWS refuses and moto accepts, before any other handler sees them.

        `source` is the page of AWS's documentation. A handler raises `Refused` and changes nothing.
        """

        def register(handler: Handler) -> Handler:
            for name in names:
                self.operations[name].refuse.append(handler)
            self._list("refuses", ", ".join(names), handler.__doc__)
            self.corrections[-1] = replace(self.corrections[-1], source=source)
            return handler

        return register

    def operation(self, *names: str) -> Callable[[Handler], Handler]:
        """Adds operations that moto does not have."""

        def register(handler: Handler) -> Handler:
            for name in names:
                self.operations[name].operation = handler
            self._list("adds", ", ".join(names), handler.__doc__)
            return handler

        return register

    def before(self, *names: str) -> Callable[[Handler], Handler]:
        """Answers some requests instead of moto; an answer of None passes the request on to it."""

        def register(handler: Handler) -> Handler:
            for name in names:
                self.operations[name].before.append(handler)
            self._list("answers some of", ", ".join(names), handler.__doc__)
            return handler

        return register

    def after(self, *names: str) -> Callable[[After], After]:
        """Edits moto's answer or keeps parameters of the request. Not called for errors."""

        def register(handler: After) -> After:
            for name in names:
                self.operations[name].after.append(handler)
            self._list("corrects", ", ".join(names), handler.__doc__)
            return handler

        return register

    def patch(self, module: str) -> Callable[[Callable[[ModuleType], None]], None]:
        """Changes a module of moto as soon as it is imported."""

        def register(change: Callable[[ModuleType], None]) -> None:
            self.patches.append((module, change))
            self._list("patches", module, change.__doc__)

        return register

    def echo(
        self,
        names: Iterable[str] | dict[str, str],
        *,
        writes: Iterable[str],
        reads: dict[str, str],
        key: str,
        why: str,
    ) -> None:
        """Keeps parameters of the operations in `writes` and adds them to the answers of those in `reads`.

        `names` are the properties to keep (a map if the answer calls them differently), `reads` says where
        in each answer the objects are (see `walk`), `key` is the property that identifies one of them. A
        Create… starts empty: nothing is inherited from a deleted resource of the same name.
        """
        answered = names if isinstance(names, dict) else {name: name for name in names}
        kind = f"echo {key} {','.join(answered)}"

        def remember(call: Call, answer: Params) -> None:
            held = call.notes(kind)
            if key in call.params:
                keys = [call[key]]
            else:
                keys = [o[key] for path in reads.values() for o in walk(answer, path) if key in o]
            given = {out: call[sent] for out, sent in answered.items() if call.get(sent) is not None}
            for one in map(self.short_name, keys):
                if call.operation.startswith("Create"):
                    held[one] = {}
                held.setdefault(one, {}).update(given)

        def add_to(path: str) -> After:
            def add(call: Call, answer: Params) -> None:
                for found in walk(answer, path):
                    found.update(call.notes(kind).get(self.short_name(found.get(key)), {}))

            return add

        for name in writes:
            self.operations[name].after.append(remember)
        for name, path in reads.items():
            self.operations[name].after.append(add_to(path))
        self._list("keeps", f"{', '.join(answered)} ({', '.join(reads)})", why)

    @staticmethod
    def short_name(key: Any) -> str:
        """The function's name where the API takes its ARN as well; any other key as it is."""
        return str(key).split(":function:")[-1].split(":")[0] if ":function:" in str(key) else str(key)

    def tagging(
        self,
        *,
        arn: str = "ResourceARN",
        keys: str = "TagKeys",
        tags: str = "Tags",
        pair: tuple[str, str] | None = None,
        listing: str = "ListTagsForResource",
        why: str,
    ) -> None:
        """The tag operations. `pair` names key and value of a list entry; without it tags are a map."""

        def list_tags(call: Call) -> Params:
            return {tags: tag_list(call[arn], pair)}

        def tag(call: Call) -> Params:
            call.tag(call[arn], call.get(tags))
            return {}

        def untag(call: Call) -> Params:
            for name in call.get(keys) or []:
                TAGS[call[arn]].pop(name, None)
            return {}

        operations = {listing: list_tags, "TagResource": tag, "UntagResource": untag}
        for name, handler in operations.items():
            self.operations[name].operation = handler
        self._list("adds", ", ".join(operations), why)


def tag_list(arn: str, pair: tuple[str, str] | None = ("Key", "Value")) -> Any:
    """The tags of an ARN as a list of pairs, or as a map if `pair` is None."""
    if pair is None:
        return dict(TAGS[arn])
    return [dict(zip(pair, entry, strict=True)) for entry in TAGS[arn].items()]


def walk(value: Any, path: str) -> list[Params]:
    """The objects at a dotted path through objects and lists; "" is the value itself."""
    found = value if isinstance(value, list) else [value]
    for part in filter(None, path.split(".")):
        inner = [v.get(part) for v in found if isinstance(v, dict)]
        found = [x for v in inner if v is not None for x in (v if isinstance(v, list) else [v])]
    return [v for v in found if isinstance(v, dict)]
