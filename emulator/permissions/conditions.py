"""Conditions of statements.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

from .patterns import Keys, arn_like, filled, plain, wild

Compare = Callable[[str, str], bool]
"""Whether a value of the request (first) fits a value of the policy (second)."""


def _number(text: str) -> float:
    return float(plain(text))


def _moment(text: str) -> float:
    text = plain(text)
    try:
        return float(text)
    except ValueError:
        made = datetime.fromisoformat(text)
        return (made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp()


def _ordered(read: Callable[[str], float], fits: Callable[[float, float], bool]) -> Compare:
    def compare(given: str, wanted: str) -> bool:
        try:
            return fits(read(given), read(wanted))
        except ValueError:
            return False

    return compare


@lru_cache(maxsize=1024)
def _in_network(given: str, wanted: str) -> bool:
    try:
        return ip_address(given) in ip_network(wanted, strict=False)
    except ValueError:
        return False


_POSITIVE: dict[str, Compare] = {
    "stringequals": lambda given, wanted: given == plain(wanted),
    "stringequalsignorecase": lambda given, wanted: given.lower() == plain(wanted).lower(),
    "stringlike": lambda given, wanted: wild(wanted).fullmatch(given) is not None,
    "arnequals": lambda given, wanted: arn_like(wanted).fullmatch(given) is not None,
    "arnlike": lambda given, wanted: arn_like(wanted).fullmatch(given) is not None,
    "bool": lambda given, wanted: given.lower() == plain(wanted).lower(),
    "binaryequals": lambda given, wanted: given == plain(wanted),
    "ipaddress": _in_network,
    "numericequals": _ordered(_number, lambda one, other: one == other),
    "numericlessthan": _ordered(_number, lambda one, other: one < other),
    "numericlessthanequals": _ordered(_number, lambda one, other: one <= other),
    "numericgreaterthan": _ordered(_number, lambda one, other: one > other),
    "numericgreaterthanequals": _ordered(_number, lambda one, other: one >= other),
    "dateequals": _ordered(_moment, lambda one, other: one == other),
    "datelessthan": _ordered(_moment, lambda one, other: one < other),
    "datelessthanequals": _ordered(_moment, lambda one, other: one <= other),
    "dategreaterthan": _ordered(_moment, lambda one, other: one > other),
    "dategreaterthanequals": _ordered(_moment, lambda one, other: one >= other),
}
_NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "notipaddress": "ipaddress",
    "numericnotequals": "numericequals",
    "datenotequals": "dateequals",
}


@dataclass(frozen=True)
class Condition:
    """One operator with one key, and the values of the policy."""

    operator: str
    key: str
    values: tuple[str, ...]
    over: str = ""
    """`forallvalues` or `foranyvalue`; empty for keys with one value."""
    if_exists: bool = False

    def holds(self, keys: Keys) -> bool:
        """Whether the request meets it."""
        given = keys.get(self.key, ())
        if self.operator == "null":
            return any((not given) == (value.lower() == "true") for value in self.values)
        negated = self.operator in _NEGATED
        if not given:
            return self.if_exists or self.over == "forallvalues" or (negated and not self.over)
        compare = _POSITIVE.get(_NEGATED.get(self.operator, self.operator))
        if compare is None:
            return False
        wanted = [text for value in self.values if (text := filled(value, keys)) is not None]

        def fits(one: str) -> bool:
            return any(compare(one, value) for value in wanted) is not negated

        if self.over == "forallvalues" or (negated and self.over != "foranyvalue"):
            return all(fits(one) for one in given)
        return any(fits(one) for one in given)


def read(conditions: dict[str, Any] | None) -> tuple[Condition, ...]:
    """The conditions of a statement, all of which a request has to meet."""
    found = []
    for name, entries in (conditions or {}).items():
        over, _, rest = name.lower().rpartition(":")
        operator = rest.removesuffix("ifexists")
        for key, values in entries.items():
            texts = tuple(_text(value) for value in (values if isinstance(values, list) else [values]))
            found.append(Condition(operator, key.lower(), texts, over, rest != operator))
    return tuple(found)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
